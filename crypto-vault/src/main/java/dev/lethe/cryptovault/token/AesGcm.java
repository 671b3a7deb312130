package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM under random nonces: {@code nonce(12) ciphertext tag(16)}. The JDK's, which makes
 * about a kilobyte of garbage for each value. Not safe for use by several threads at once.
 */
final class AesGcm {
  private static final int TAG_BYTES = 16;
  static final int OVERHEAD_BYTES = Nonces.BYTES + TAG_BYTES;

  private final Cipher gcm = Jce.cipher("AES/GCM/NoPadding");
  private final Nonces nonces;
  private final byte[] wipeNonce = new byte[Nonces.BYTES];

  AesGcm(SecureRandom random) {
    this.nonces = new Nonces(random);
  }

  /** Writes {@link #OVERHEAD_BYTES} more than the value has. */
  void seal(SecretKey key, byte[] associated, byte[] in, int from, int length, byte[] out, int at) {
    nonces.next(out, at);
    try {
      init(Cipher.ENCRYPT_MODE, key, out, at);
      gcm.updateAAD(associated);
      gcm.doFinal(in, from, length, out, at + Nonces.BYTES);
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM could not seal", e);
    }
  }

  /** Writes {@link #OVERHEAD_BYTES} less than the sealed value has. */
  void open(SecretKey key, byte[] associated, byte[] in, int from, int length, byte[] out, int at) {
    if (length < OVERHEAD_BYTES) {
      throw new InvalidTokenException("too short for a nonce and a tag");
    }
    try {
      init(Cipher.DECRYPT_MODE, key, in, from);
      gcm.updateAAD(associated);
      gcm.doFinal(in, from + Nonces.BYTES, length - Nonces.BYTES, out, at);
    } catch (AEADBadTagException e) {
      throw new InvalidTokenException("authentication failed");
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM could not open", e);
    }
  }

  /** Overwrites the keys that the JDK holds; it keeps the last one of either direction. */
  void forget() {
    nonces.next(wipeNonce, 0);
    try {
      init(Cipher.ENCRYPT_MODE, new RawKey("AES", new byte[32], 0, 32), wipeNonce, 0);
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM refused a key of 32 bytes", e);
    }
  }

  private void init(int mode, SecretKey key, byte[] nonce, int at) throws GeneralSecurityException {
    gcm.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce, at, Nonces.BYTES));
  }
}
