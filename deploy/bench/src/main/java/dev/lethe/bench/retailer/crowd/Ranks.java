package dev.lethe.bench.retailer.crowd;

import java.util.random.RandomGenerator;

/**
 * Ranks of names as often as names are: the share of rank k falls with 1 / (k + offset), as in
 * Zipf's and Mandelbrot's law. No table is kept.
 */
final class Ranks {

  private final int count;
  private final double offset;

  /** Ranks from 0 to count - 1. The larger the offset, the less stand out the most frequent. */
  Ranks(int count, double offset) {
    this.count = count;
    this.offset = offset;
  }

  int next(RandomGenerator random) {
    var rank = offset * Math.pow((count + offset) / offset, random.nextDouble()) - offset;
    return Math.min(count - 1, (int) rank);
  }
}
