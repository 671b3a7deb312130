package dev.lethe.cryptovault.hold;

import java.io.IOException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** The private part of a {@link RecipientKey}; never prints. */
public final class RecipientSecret {
  private final X25519PrivateKeyParameters key;

  private RecipientSecret(X25519PrivateKeyParameters key) {
    this.key = key;
  }

  /**
   * Reads a PEM text that holds a PKCS#8 key without a passphrase, as {@code openssl genpkey
   * -algorithm X25519} writes it.
   *
   * @throws HoldException when it holds anything else
   */
  public static RecipientSecret fromPem(String pem) {
    try {
      if (PrivateKeyFactory.createKey(Pem.decode(pem, "PRIVATE KEY"))
          instanceof X25519PrivateKeyParameters x25519) {
        return new RecipientSecret(x25519);
      }
    } catch (IOException | RuntimeException e) {
      throw new HoldException("the PEM text holds no readable private key");
    }
    throw new HoldException("the private key is not an X25519 key");
  }

  /** The public part. */
  public RecipientKey publicKey() {
    return new RecipientKey(key.generatePublicKey());
  }

  AsymmetricCipherKeyPair pair() {
    return new AsymmetricCipherKeyPair(key.generatePublicKey(), key);
  }

  @Override
  public String toString() {
    return "RecipientSecret[secret]";
  }
}
