package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.score.Findings;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.Arrays;

/**
 * The likelihood ratios of pairs of profiles, computed when first asked for and then remembered.
 * Not thread-safe.
 */
final class PairRatios {

  /** Ratios of one pair: every field against strangers, then against housemates. */
  static final int WIDTH = 2 * Scorer.FIELDS;

  private static final long EMPTY = -1;
  private final Scorer scorer;
  private final Prepared[] profiles;
  private final Findings findings;
  private long[] keys = new long[1 << 8];
  private float[][] values = new float[1 << 8][];
  private int size;

  PairRatios(Scorer scorer, Prepared[] profiles) {
    this.scorer = scorer;
    this.profiles = profiles;
    this.findings = scorer.findings();
    Arrays.fill(keys, EMPTY);
  }

  float[] of(int a, int b) {
    var key = key(a, b);
    var slot = slot(keys, key);
    if (keys[slot] == EMPTY) {
      var ratios = new float[WIDTH];
      scorer.weigh(profiles[Math.min(a, b)], profiles[Math.max(a, b)], findings, ratios);
      put(key, ratios);
      return ratios;
    }
    return values[slot];
  }

  private void put(long key, float[] ratios) {
    if (2 * ++size > keys.length) {
      grow();
    }
    var slot = slot(keys, key);
    keys[slot] = key;
    values[slot] = ratios;
  }

  private void grow() {
    var wider = new long[keys.length * 2];
    var moved = new float[keys.length * 2][];
    Arrays.fill(wider, EMPTY);
    for (var i = 0; i < keys.length; i++) {
      if (keys[i] != EMPTY) {
        var slot = slot(wider, keys[i]);
        wider[slot] = keys[i];
        moved[slot] = values[i];
      }
    }
    keys = wider;
    values = moved;
  }

  private static int slot(long[] table, long key) {
    var mask = table.length - 1;
    var slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (table[slot] != EMPTY && table[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static long key(int a, int b) {
    return ((long) Math.min(a, b) << 32) | Math.max(a, b);
  }
}
