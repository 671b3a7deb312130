package dev.lethe.cryptovault.token;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Random nonces, drawn by the page because a draw has a high fixed cost. None is given twice, and
 * none is kept once it is given.
 */
final class Nonces {
  static final int BYTES = 12;
  private static final int PAGE = 4096;

  private final SecureRandom random;
  private final byte[] drawn = new byte[PAGE];
  private int used = PAGE;

  Nonces(SecureRandom random) {
    this.random = random;
  }

  void next(byte[] target, int offset) {
    if (used + BYTES > PAGE) {
      random.nextBytes(drawn);
      used = 0;
    }
    System.arraycopy(drawn, used, target, offset, BYTES);
    Arrays.fill(drawn, used, used + BYTES, (byte) 0);
    used += BYTES;
  }
}
