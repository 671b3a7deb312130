package dev.lethe.identitygraph.train;

/**
 * Expectation maximisation of {@code m} and of the shares of matches and housemates over counted
 * patterns, with {@code u} fixed (Fellegi and Sunter 1969; Winkler 1988). Fields on which the pairs
 * were chosen stay out.
 */
final class Expectation {

  private static final double TOLERANCE = 1e-4;
  private static final int MOST_ROUNDS = 40;

  private final PatternCounts.Table table;
  private final boolean[] active;
  private final Prior prior;

  Expectation(PatternCounts.Table table, boolean[] active, Prior prior) {
    this.table = table;
    this.active = active;
    this.prior = prior;
  }

  /** Improves the weights in place; answers the rounds it took. */
  int run(Weights weights) {
    for (var round = 1; ; round++) {
      var change = step(weights);
      if (change < TOLERANCE || round == MOST_ROUNDS) {
        return round;
      }
    }
  }

  private double step(Weights weights) {
    var before = weights.copy();
    var classes = Classes.of(table, weights, active);
    prior.matches(table.sums(classes.matches()), active, weights);
    weights.matches = Classes.share(classes.matches(table), table);
    weights.housemates = Classes.share(classes.housemates(table), table);
    return change(before, weights);
  }

  private static double change(Weights before, Weights after) {
    var change =
        Math.abs(before.matches - after.matches) + Math.abs(before.housemates - after.housemates);
    for (var f = 0; f < before.m.length; f++) {
      for (var l = 0; l < before.m[f].length; l++) {
        change = Math.max(change, Math.abs(before.m[f][l] - after.m[f][l]));
      }
    }
    return change;
  }
}
