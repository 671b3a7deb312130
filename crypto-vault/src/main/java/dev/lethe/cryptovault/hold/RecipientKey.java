package dev.lethe.cryptovault.hold;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** The public X25519 key (RFC 7748) of whoever is to open held keys. */
public final class RecipientKey {
  private final X25519PublicKeyParameters key;

  RecipientKey(X25519PublicKeyParameters key) {
    this.key = key;
  }

  /**
   * Reads a PEM text that holds a SubjectPublicKeyInfo, as {@code openssl pkey -pubout} writes it.
   *
   * @throws HoldException when it holds anything else
   */
  public static RecipientKey fromPem(String pem) {
    try {
      if (PublicKeyFactory.createKey(Pem.decode(pem, "PUBLIC KEY"))
          instanceof X25519PublicKeyParameters x25519) {
        return new RecipientKey(x25519);
      }
    } catch (IOException | RuntimeException e) {
      throw new HoldException("the PEM text holds no readable public key", e);
    }
    throw new HoldException("the public key is not an X25519 key");
  }

  /** The same key from its 32 bytes. */
  public static RecipientKey of(byte[] raw) {
    if (raw.length != X25519PublicKeyParameters.KEY_SIZE) {
      throw new HoldException("an X25519 public key has 32 bytes, not " + raw.length);
    }
    return new RecipientKey(new X25519PublicKeyParameters(raw.clone()));
  }

  /** Its 32 bytes. */
  public byte[] raw() {
    return key.getEncoded();
  }

  /** The key as PEM SubjectPublicKeyInfo, the form that {@link #fromPem} and openssl read. */
  public String toPem() {
    try {
      return Pem.encode(
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded(), "PUBLIC KEY");
    } catch (IOException e) {
      throw new IllegalStateException("an X25519 key always encodes", e);
    }
  }

  AsymmetricKeyParameter parameters() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecipientKey that && Arrays.equals(raw(), that.raw());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw());
  }

  /** The 32 bytes in base64url. */
  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(raw());
  }
}
