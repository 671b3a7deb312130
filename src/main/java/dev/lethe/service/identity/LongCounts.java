package dev.lethe.service.identity;

/** Counts by eight-byte fingerprint, twelve bytes an entry. Not thread-safe while counting. */
final class LongCounts {
  private static final int SMALLEST = 1 << 10;

  private long[] keys = new long[SMALLEST];
  private int[] counts = new int[SMALLEST];
  private int size;

  /** A place in the table, for those that walk all entries. */
  interface Each {
    void entry(long key, int count);
  }

  void add(long key, int more) {
    if (3 * ++size > 2 * keys.length) {
      grow();
    }
    var slot = slot(keys, counts, key);
    if (counts[slot] != 0) {
      size--;
    }
    keys[slot] = key;
    counts[slot] += more;
  }

  /** 0 when never counted. */
  int of(long key) {
    return counts[slot(keys, counts, key)];
  }

  int size() {
    return size;
  }

  void each(Each each) {
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] != 0) {
        each.entry(keys[i], counts[i]);
      }
    }
  }

  private void grow() {
    var before = keys;
    var held = counts;
    keys = new long[before.length * 2];
    counts = new int[keys.length];
    for (int i = 0; i < before.length; i++) {
      if (held[i] != 0) {
        var slot = slot(keys, counts, before[i]);
        keys[slot] = before[i];
        counts[slot] = held[i];
      }
    }
  }

  private static int slot(long[] keys, int[] counts, long key) {
    var mask = keys.length - 1;
    var slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (counts[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
