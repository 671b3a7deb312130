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
 * the key. It is for looking things up inside the vault's reach and is no token. Not safe for use
 * by several threads at once.
 */
public final class BlindIndex {
  public static final int SIZE_BYTES = 16;
  private final Mac mac = Jce.hmacSha256();

  /** Chooses the key for the calls that follow. */
  public BlindIndex under(OpenedKey key) {
    try {
      mac.init(new RawKey("HmacSHA256", key.borrow(), OpenedKey.INDEX, OpenedKey.END));
    } catch (InvalidKeyException e) {
      throw new VaultException("HMAC refused an index key", e);
    }
    return this;
  }

  /**
   * Values of two domains never share a fingerprint, because the domain's length stands before it.
   */
  public byte[] of(String domain, String value) {
    var name = domain.getBytes(UTF_8);
    mac.update(ByteBuffer.allocate(4).putInt(name.length).array());
    mac.update(name);
    return Arrays.copyOf(mac.doFinal(value.getBytes(UTF_8)), SIZE_BYTES);
  }
}
