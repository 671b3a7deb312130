package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/**
 * Makes the sub-keys of a data key: HMAC-SHA256 of the data key over a label that names the
 * purpose. Not safe for use by several threads at once.
 */
public final class KeyDerivation {
  public static final int DATA_KEY_BYTES = 32;
  private static final byte[][] LABELS = {
    label("gcm"), label("siv/mac"), label("siv/stream"), label("index")
  };

  private final Mac mac = Jce.hmacSha256();

  private static byte[] label(String purpose) {
    return ("lethe/v1/" + purpose).getBytes(US_ASCII);
  }

  /** Derives and leaves {@code dataKey} as it is: its owner wipes it. */
  public OpenedKey derive(KeyId id, SecretBytes dataKey) {
    var subKeys = new byte[OpenedKey.END];
    try {
      mac.init(new RawKey("HmacSHA256", dataKey.borrow(), 0, dataKey.length()));
      for (int i = 0; i < LABELS.length; i++) {
        mac.update(LABELS[i]);
        mac.doFinal(subKeys, i * 32);
      }
    } catch (GeneralSecurityException e) {
      throw new VaultException("HMAC refused a data key of " + dataKey.length() + " bytes", e);
    }
    return new OpenedKey(id, SecretBytes.takeOwnershipOf(subKeys));
  }
}
