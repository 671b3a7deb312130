package dev.lethe.identitygraph.train;

import java.util.Arrays;

/**
 * How many pairs showed each pattern. Counts are whole numbers and patterns are read in ascending
 * order, so sums over them come out the same whatever the order of counting. Not thread-safe.
 */
final class PatternCounts {

  private long[] keys = new long[256];
  private int[] counts = new int[256];
  private int distinct;
  private long total;

  void add(long pattern, int count) {
    if (2 * (distinct + 1) > keys.length) {
      grow();
    }
    var slot = slot(pattern);
    if (counts[slot] == 0) {
      keys[slot] = pattern;
      distinct++;
    }
    counts[slot] += count;
    total += count;
  }

  PatternCounts addAll(PatternCounts other) {
    for (var i = 0; i < other.keys.length; i++) {
      if (other.counts[i] > 0) {
        add(other.keys[i], other.counts[i]);
      }
    }
    return this;
  }

  private int slot(long pattern) {
    var mask = keys.length - 1;
    var slot = (int) ((pattern * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (counts[slot] > 0 && keys[slot] != pattern) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    var oldKeys = keys;
    var oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new int[oldKeys.length * 2];
    for (var i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] > 0) {
        var slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  /** All pairs counted. */
  long total() {
    return total;
  }

  /** The patterns in ascending order with their counts. */
  Table table() {
    var patterns = new long[distinct];
    var at = 0;
    for (var i = 0; i < keys.length; i++) {
      if (counts[i] > 0) {
        patterns[at++] = keys[i];
      }
    }
    Arrays.sort(patterns);
    var pairs = new int[distinct];
    for (var k = 0; k < distinct; k++) {
      pairs[k] = counts[slot(patterns[k])];
    }
    return new Table(patterns, pairs, total);
  }

  /** Patterns and counts side by side. */
  record Table(long[] patterns, int[] pairs, long total) {

    /** How many pairs showed each level of each field. */
    double[][] sums() {
      var all = new double[patterns.length];
      Arrays.fill(all, 1);
      return sums(all);
    }

    /** The same, counting only a part of the pairs of each pattern. */
    double[][] sums(double[] part) {
      var sums = Weights.nothing();
      for (var k = 0; k < patterns.length; k++) {
        Pattern.add(patterns[k], pairs[k] * part[k], sums);
      }
      return sums;
    }

    /** The same, counting the part that is no match. */
    double[][] others(Classes classes) {
      return sums(Arrays.stream(classes.matches()).map(match -> 1 - match).toArray());
    }
  }
}
