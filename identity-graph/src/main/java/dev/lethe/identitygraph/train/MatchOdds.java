package dev.lethe.identitygraph.train;

/** The odds of a pattern between matches, housemates and strangers. Immutable. */
final class MatchOdds {

  /** Beyond this many nats everything is certain, and numbers stay finite. */
  private static final double CERTAIN = 300;

  private final double[][] logs;
  private final double[][] home;
  private final double strangers;
  private final double housemates;

  MatchOdds(Weights weights) {
    this(weights, Weights.everyField());
  }

  MatchOdds(Weights weights, boolean[] active) {
    this.logs = weights.logRatios(active);
    this.home = weights.householdLogs(active);
    this.strangers = Math.max(1e-12, 1 - weights.matches - weights.housemates) / weights.matches;
    this.housemates = weights.housemates / weights.matches;
  }

  /** The probability that a pair with this pattern is one person. */
  double match(long pattern) {
    return 1 / (1 + strangers * against(Pattern.sum(pattern, logs)) + housemate(pattern));
  }

  /** How much likelier two of one household are than one person. */
  double housemate(long pattern) {
    return housemates * against(Pattern.householdSum(pattern, home));
  }

  private static double against(double nats) {
    return Math.exp(-Math.max(-CERTAIN, Math.min(CERTAIN, nats)));
  }
}
