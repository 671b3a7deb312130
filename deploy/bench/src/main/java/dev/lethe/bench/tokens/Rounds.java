package dev.lethe.bench.tokens;

import java.util.Arrays;

/** Figures of the same thing, measured again and again. */
final class Rounds {
  private Rounds() {}

  /** The middle one of the later half: the first ones are still being compiled. */
  static double middle(double... rounds) {
    double[] warm = Arrays.copyOfRange(rounds, rounds.length / 2, rounds.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }
}
