package dev.lethe.identitygraph.score;

import java.util.concurrent.atomic.LongAdder;

/**
 * Remembers what pairs of unequal words are worth: comparing text is slow, and the same few words
 * meet again and again. Most pairs are worth nothing at a glance and are not remembered. A full
 * table forgets; an entry vouches for itself, so threads may race. Worth is kept in steps of 1/2048
 * bit, remembered or not, so that memory never changes an outcome.
 */
final class WordPairs {

  private static final int SMALLEST = 1 << 10;
  private static final int LARGEST = 1 << 23;
  private static final int LARGEST_ID = 1 << 24;
  private static final double STEP = 2048;
  private static final int MOST = (1 << 16) - 1;
  private final LongAdder missed = new LongAdder();
  private volatile long[] table = new long[SMALLEST];

  /** What two unequal words are worth; must be symmetric. */
  interface Worth {

    /** The worth in bits. */
    double of(Word s, Word t);

    /** Whether the worth is certainly 0; quick, and may say no where it is. */
    boolean nothing(Word s, Word t);
  }

  float worth(Word s, Word t, Worth worth) {
    if (worth.nothing(s, t)) {
      return 0;
    }
    return s.id >= LARGEST_ID || t.id >= LARGEST_ID
        ? (float) (steps(worth.of(s, t)) / STEP)
        : remembered(s, t, worth);
  }

  private float remembered(Word s, Word t, Worth worth) {
    long low = Math.min(s.id, t.id);
    long high = Math.max(s.id, t.id);
    var key = (low << 24 | high) + 1;
    var current = table;
    var slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & (current.length - 1);
    var entry = current[slot];
    if (entry >>> 16 == (key & 0xFFFF_FFFF_FFFFL)) {
      return (float) ((entry & MOST) / STEP);
    }
    var steps = steps(worth.of(s, t));
    current[slot] = key << 16 | steps;
    grow(current.length);
    return (float) (steps / STEP);
  }

  private static int steps(double bits) {
    return (int) Math.min(MOST, Math.round(bits * STEP));
  }

  private void grow(int size) {
    missed.increment();
    if (size < LARGEST && missed.sum() > size) {
      synchronized (this) {
        if (table.length == size) {
          missed.reset();
          table = new long[size * 4];
        }
      }
    }
  }
}
