package dev.lethe.identitygraph.score;

/** Steps of evidence in bits; the model learns what each step is worth. */
final class Bins {

  private static final double[] EDGES = {.001, 3, 5, 7, 9, 11, 13, 16, 20};
  static final String[] NAMES = {
    "0", "0-3", "3-5", "5-7", "7-9", "9-11", "11-13", "13-16", "16-20", "20+"
  };

  private Bins() {}

  static int of(double bits) {
    var bin = 0;
    while (bin < EDGES.length && bits >= EDGES[bin]) {
      bin++;
    }
    return bin;
  }
}
