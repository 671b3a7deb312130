package dev.lethe.cryptovault.proof;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 private key (RFC 8032) that signs and never prints. Safe for use by many threads. */
public final class SigningKey {
  /** Length of a private key's seed in bytes. */
  public static final int SEED_LENGTH = 32;

  /** Length of a signature in bytes. */
  public static final int SIGNATURE_LENGTH = 64;

  private final Ed25519PrivateKeyParameters key;

  private SigningKey(Ed25519PrivateKeyParameters key) {
    this.key = key;
  }

  /** Makes a new key. */
  public static SigningKey generate(SecureRandom random) {
    return new SigningKey(new Ed25519PrivateKeyParameters(random));
  }

  /** Restores a key from its seed; the caller keeps and wipes the array. */
  public static SigningKey fromSeed(byte[] seed) {
    if (seed.length != SEED_LENGTH) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length);
    }
    return new SigningKey(new Ed25519PrivateKeyParameters(seed));
  }

  /** Returns a copy of the seed, to be sealed at once and wiped by the caller. */
  public byte[] takeSeedForSealing() {
    return key.getEncoded();
  }

  /** Returns the public part. */
  public VerifyingKey verifyingKey() {
    return VerifyingKey.of(key.generatePublicKey().getEncoded());
  }

  /** Signs the message; the same message always gives the same signature. */
  public byte[] sign(byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  /** Says that this is a key and nothing about it. */
  @Override
  public String toString() {
    return "SigningKey[secret]";
  }

  /** Overwrites a seed after it was sealed or used. */
  public static void wipe(byte[] seed) {
    Arrays.fill(seed, (byte) 0);
  }
}
