package dev.lethe.cryptovault;

import java.security.SecureRandom;

/** Predictable bytes, so that a format can be pinned. For tests that pin bytes only. */
public final class CountingRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;
  private int next;

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (next * 31 + (next >>> 8) + 7);
      next++;
    }
  }
}
