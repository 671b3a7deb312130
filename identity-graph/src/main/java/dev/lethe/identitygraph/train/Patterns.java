package dev.lethe.identitygraph.train;

import java.util.Arrays;

/** A growing list of patterns. Not thread-safe. */
final class Patterns {

  private long[] patterns = new long[1 << 10];
  private int size;

  void add(long pattern) {
    if (size == patterns.length) {
      patterns = Arrays.copyOf(patterns, size * 2);
    }
    patterns[size++] = pattern;
  }

  long[] all() {
    return Arrays.copyOf(patterns, size);
  }
}
