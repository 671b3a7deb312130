package dev.lethe.identitygraph.cluster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ratios by pair: a place for every pair where positions are few, a hash table where they are many
 * and only some pairs are asked for. Not thread-safe.
 */
final class PairTable {

  private static final int FEW = 1024;
  private static final long EMPTY = -1;

  private final boolean every;
  private long[] keys;
  private float[] @Nullable [] values;
  private int size;

  PairTable(int positions) {
    this.every = positions <= FEW;
    this.values = new float[every ? positions * (positions - 1) / 2 : 1 << 12][];
    this.keys = new long[every ? 0 : values.length];
    Arrays.fill(keys, EMPTY);
  }

  /** What was put for two positions, the smaller first. */
  float @Nullable [] get(int a, int b) {
    return values[every ? place(a, b) : slot(keys, key(a, b))];
  }

  void put(int a, int b, float[] ratios) {
    if (every) {
      values[place(a, b)] = ratios;
      return;
    }
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    var slot = slot(keys, key(a, b));
    size += keys[slot] == EMPTY ? 1 : 0;
    keys[slot] = key(a, b);
    values[slot] = ratios;
  }

  private static int place(int a, int b) {
    return b * (b - 1) / 2 + a;
  }

  private void grow() {
    var wider = new long[keys.length * 2];
    float[] @Nullable [] moved = new float[keys.length * 2][];
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
    return (long) a << 32 | b;
  }
}
