package dev.lethe.identitygraph.train;

import java.util.Arrays;

/**
 * Expectation maximisation of {@code m} and lambda over counted patterns, with {@code u} fixed
 * (Fellegi and Sunter 1969; Winkler 1988). Fields on which the pairs were chosen stay out.
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
    var logs = weights.logRatios(active);
    var sums = Weights.nothing();
    var odds = Math.log(weights.lambda / (1 - weights.lambda));
    var matches = 0.0;
    for (var k = 0; k < table.patterns().length; k++) {
      var pattern = table.patterns()[k];
      var p = table.pairs()[k] / (1 + Math.exp(-odds - Pattern.sum(pattern, logs)));
      matches += p;
      Pattern.add(pattern, p, sums);
    }
    prior.matches(sums, active, weights);
    weights.lambda = within(matches / table.total());
    return change(before, weights);
  }

  private static double within(double share) {
    return Math.min(1 - 1e-9, Math.max(1e-12, share));
  }

  private static double change(Weights before, Weights after) {
    var change = Math.abs(before.lambda - after.lambda);
    for (var f = 0; f < before.m.length; f++) {
      for (var l = 0; l < before.m[f].length; l++) {
        change = Math.max(change, Math.abs(before.m[f][l] - after.m[f][l]));
      }
    }
    return change;
  }

  /**
   * Mean natural log-likelihood of a pair under the mixture of matches and strangers, with the
   * share of matches that explains these pairs best.
   */
  static double likelihood(PatternCounts.Table table, Weights weights) {
    var logs = weights.logRatios(Weights.everyField());
    var ratios =
        Arrays.stream(table.patterns())
            .mapToDouble(pattern -> Math.exp(Math.min(600, Pattern.sum(pattern, logs))))
            .toArray();
    var share = share(table, ratios);
    var strangers = new double[weights.u.length][];
    Arrays.setAll(strangers, f -> Arrays.stream(weights.u[f]).map(Math::log).toArray());
    var sum = 0.0;
    for (var k = 0; k < ratios.length; k++) {
      sum +=
          table.pairs()[k]
              * (Math.log(share * ratios[k] + 1 - share)
                  + Pattern.sum(table.patterns()[k], strangers));
    }
    return sum / Math.max(1, table.total());
  }

  private static double share(PatternCounts.Table table, double[] ratios) {
    var share = .1;
    for (var round = 0; round < MOST_ROUNDS; round++) {
      var matches = 0.0;
      for (var k = 0; k < ratios.length; k++) {
        matches += table.pairs()[k] * share * ratios[k] / (share * ratios[k] + 1 - share);
      }
      share = within(matches / Math.max(1, table.total()));
    }
    return share;
  }
}
