package dev.lethe.cryptovault.token;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.VaultException;
import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Makes the sub-keys of a data key: HMAC-SHA256 of the data key over a label that names the
 * purpose. Keeps the last data key until {@link #forget}. Not safe for use by several threads at
 * once.
 */
public final class KeyDerivation {
  public static final int DATA_KEY_BYTES = 32;
  private static final int SUB_KEY_BYTES = 32;
  private static final byte[][] LABELS = {
    label("gcm"), label("siv/mac"), label("siv/stream"), label("index"), label("ff1")
  };

  private final Mac mac = Jce.hmacSha256();
  private final byte[] derived = new byte[SubKeys.SIZE_BYTES];

  private static byte[] label(String purpose) {
    return ("lethe/v1/" + purpose).getBytes(US_ASCII);
  }

  /** Derives and leaves {@code dataKey} as it is: its owner wipes it. */
  public OpenedKey derive(KeyId id, SecretBytes dataKey) {
    var subKeys = MemorySegment.ofArray(new byte[SubKeys.SIZE_BYTES]);
    derive(dataKey, subKeys);
    return OpenedKey.at(id, subKeys);
  }

  /**
   * Writes the sub-keys to where they are kept; {@link OpenedKey#at} looks at them there. Leaves
   * {@code dataKey} as it is: its owner wipes it.
   *
   * @param target exactly {@link SubKeys#SIZE_BYTES} bytes
   */
  public void derive(SecretBytes dataKey, MemorySegment target) {
    try {
      mac.init(new RawKey("HmacSHA256", dataKey.borrow(), 0, dataKey.length()));
      for (int i = 0; i < LABELS.length; i++) {
        mac.update(LABELS[i]);
        mac.doFinal(derived, i * SUB_KEY_BYTES);
      }
      MemorySegment.copy(derived, 0, target, JAVA_BYTE, 0, SubKeys.SIZE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new VaultException("HMAC refused a data key of " + dataKey.length() + " bytes", e);
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  /**
   * Overwrites the data key that the HMAC still holds, and the last sub-key, which stays in its
   * digest until the next one; called at the end of a batch.
   */
  public void forget() {
    try {
      mac.init(new RawKey("HmacSHA256", derived, 0, DATA_KEY_BYTES));
      mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new VaultException("HMAC refused a key of 32 bytes", e);
    }
  }
}
