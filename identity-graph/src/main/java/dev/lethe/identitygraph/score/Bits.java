package dev.lethe.identitygraph.score;

/** Arithmetic on log2 odds. */
public final class Bits {

  private static final double CERTAIN = 50;

  private Bits() {}

  /**
   * The odds against either of two rivals, from the odds against each: always a little below the
   * lower one.
   */
  public static double against(double first, double second) {
    var lower = Math.min(first, second);
    var apart = Math.abs(first - second);
    return apart > CERTAIN ? lower : lower - Model.log2(1 + Math.pow(2, -apart));
  }

  /** The probability that log2 odds stand for. */
  public static double probability(double weight) {
    return weight > CERTAIN ? 1 : weight < -CERTAIN ? 0 : 1 / (1 + Math.pow(2, -weight));
  }
}
