package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Random nonces by the page: 32 bytes of the secure source are the key under which AES counts out a
 * page. The source itself would take a fifth of the time that sealing a value takes. Neither a page
 * nor its key is used twice, and no nonce is kept once it is given.
 */
final class Nonces {
  static final int BYTES = 12;
  private static final int PAGE = 4096;
  private static final int SEED = 32;

  private final SecureRandom random;
  private final Cipher aes = Jce.cipher("AES/ECB/NoPadding");
  private final byte[] seed = new byte[SEED];
  private final RawKey seedKey = new RawKey("AES", seed, 0, SEED);
  private final byte[] counters = new byte[PAGE];
  private final byte[] page = new byte[PAGE];
  private int used = PAGE;

  Nonces(SecureRandom random) {
    this.random = random;
    for (int at = 0; at < PAGE; at += Block.BYTES) {
      Block.putLong(counters, at + Long.BYTES, at / Block.BYTES);
    }
  }

  void next(byte[] target, int offset) {
    if (used + BYTES > PAGE) {
      turn();
    }
    System.arraycopy(page, used, target, offset, BYTES);
    Arrays.fill(page, used, used + BYTES, (byte) 0);
    used += BYTES;
  }

  private void turn() {
    random.nextBytes(seed);
    try {
      aes.init(Cipher.ENCRYPT_MODE, seedKey);
      aes.update(counters, 0, PAGE, page, 0);
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES refused a key of 32 bytes", e);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
    used = 0;
  }
}
