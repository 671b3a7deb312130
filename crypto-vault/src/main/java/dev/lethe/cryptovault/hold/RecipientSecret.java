package dev.lethe.cryptovault.hold;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.SecretBytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** The private part of a {@link RecipientKey}; never prints. */
public final class RecipientSecret {
  private static final String LABEL = "lethe/v1/import";

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

  /**
   * The private key that belongs to a data key: HMAC-SHA256 of the data key over {@code
   * lethe/v1/import}. Who destroys the data key has destroyed it. Leaves {@code dataKey} as it is:
   * its owner wipes it.
   */
  public static RecipientSecret derivedFrom(SecretBytes dataKey) {
    var mac = Jce.hmacSha256();
    try {
      mac.init(new RawKey("HmacSHA256", dataKey.borrow(), 0, dataKey.length()));
      var raw = mac.doFinal(LABEL.getBytes(US_ASCII));
      var secret = new RecipientSecret(new X25519PrivateKeyParameters(raw));
      Arrays.fill(raw, (byte) 0);
      return secret;
    } catch (GeneralSecurityException e) {
      throw new HoldException("HMAC refused a data key of " + dataKey.length() + " bytes", e);
    }
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
