package dev.lethe.identitygraph.train;

import java.util.SplittableRandom;

/** Pairs of positions drawn at random, the same ones whenever asked. Immutable. */
record Draw(int positions, int size, long seed) {

  static final int CHUNK = 1 << 10;

  /** Takes the k-th pair of a chunk, the smaller position first. */
  @FunctionalInterface
  interface Taker {
    void take(int k, int a, int b);
  }

  int chunks() {
    return (size + CHUNK - 1) / CHUNK;
  }

  /** Hands out one chunk, which has a generator of its own; no profile is drawn with itself. */
  void each(int chunk, Taker taker) {
    var from = chunk * CHUNK;
    var random = new SplittableRandom(seed + from);
    for (var k = 0; k < Math.min(CHUNK, size - from); k++) {
      var a = random.nextInt(positions);
      var b = random.nextInt(positions);
      if (a != b) {
        taker.take(k, Math.min(a, b), Math.max(a, b));
      }
    }
  }
}
