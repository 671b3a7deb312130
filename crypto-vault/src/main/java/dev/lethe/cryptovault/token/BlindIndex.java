package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.VaultException;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Suite 5: a keyed fingerprint of a value, equal for equal values of one domain, useless without
 * the key. It is for looking things up inside the vault's reach and is no token. Keeps the last key
 * until {@link #forget}. Not safe for use by several threads at once.
 */
public final class BlindIndex {
  public static final int SIZE_BYTES = 16;
  private static final int KEY_BYTES = SubKeys.FF1 - SubKeys.INDEX;
  private final Mac mac = Jce.hmacSha256();
  private final byte[] subKey = new byte[KEY_BYTES];

  /** Chooses the key for the calls that follow. */
  public BlindIndex under(OpenedKey key) {
    key.copy(SubKeys.INDEX, SubKeys.FF1, subKey, 0);
    initAndWipe();
    return this;
  }

  private void initAndWipe() {
    try {
      mac.init(new RawKey("HmacSHA256", subKey, 0, KEY_BYTES));
    } catch (InvalidKeyException e) {
      throw new VaultException("HMAC refused an index key", e);
    } finally {
      Arrays.fill(subKey, (byte) 0);
    }
  }

  /**
   * Values of two domains never share a fingerprint, because the domain's length stands before it.
   */
  public byte[] of(String domain, String value) {
    return of(domain, value.getBytes(UTF_8));
  }

  /** The same for a value that is there as UTF-8 already. */
  public byte[] of(String domain, byte[] value) {
    var name = domain.getBytes(UTF_8);
    mac.update(ByteBuffer.allocate(4).putInt(name.length).array());
    mac.update(name);
    return Arrays.copyOf(mac.doFinal(value), SIZE_BYTES);
  }

  /**
   * Overwrites the key that the HMAC still holds, and what is left of the last value; called at the
   * end of a batch.
   */
  public void forget() {
    initAndWipe();
    mac.doFinal();
  }
}
