package dev.lethe.cryptovault.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * An Ed25519 public key (RFC 8032). Its id is derived from the key itself, so an id cannot be
 * claimed by another key.
 */
public final class VerifyingKey {
  /** Length of a raw key in bytes. */
  public static final int LENGTH = 32;

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private final Ed25519PublicKeyParameters key;

  private VerifyingKey(Ed25519PublicKeyParameters key) {
    this.key = key;
  }

  /** Reads the 32 raw bytes; refuses bytes that are no point of the curve. */
  public static VerifyingKey of(byte[] raw) {
    if (raw.length != LENGTH) {
      throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length);
    }
    return new VerifyingKey(new Ed25519PublicKeyParameters(raw.clone()));
  }

  /** Reads a PEM text holding a SubjectPublicKeyInfo; refuses keys of any other algorithm. */
  public static VerifyingKey fromPem(String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("not a PEM public key: expected " + BEGIN);
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length());
    try {
      byte[] der = Base64.getMimeDecoder().decode(body);
      AsymmetricKeyParameter parsed = PublicKeyFactory.createKey(der);
      if (parsed instanceof Ed25519PublicKeyParameters ed25519) {
        return new VerifyingKey(ed25519);
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("the PEM text holds no readable public key", e);
    }
    throw new IllegalArgumentException("the public key is not an Ed25519 key");
  }

  /** Returns the key as PEM SubjectPublicKeyInfo, the form that openssl and others read. */
  public String toPem() {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return BEGIN + "\n" + lines.encodeToString(spki()) + "\n" + END + "\n";
  }

  /** Returns the raw 32 bytes. */
  public byte[] raw() {
    return key.getEncoded();
  }

  /** Returns the first 128 bits of SHA-256 over the SubjectPublicKeyInfo, in hexadecimal. */
  public String id() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(spki());
      return HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Tells whether the signature over exactly this message was made with the key's private part. */
  public boolean verify(byte[] message, byte[] signature) {
    if (signature.length != SigningKey.SIGNATURE_LENGTH) {
      return false;
    }
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, key);
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  private byte[] spki() {
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("an Ed25519 key always encodes", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyingKey that && Arrays.equals(raw(), that.raw());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw());
  }

  @Override
  public String toString() {
    return "VerifyingKey[" + id() + "]";
  }
}
