package dev.lethe.identitygraph.train;

import java.util.Arrays;

/**
 * For each pattern of a table, how probable it is that its pairs are one person, or two of one
 * household; the rest are strangers.
 */
record Classes(double[] matches, double[] housemates) {

  static Classes of(PatternCounts.Table table, Weights weights, boolean[] active) {
    var odds = new MatchOdds(weights, active);
    var matches = new double[table.patterns().length];
    var housemates = new double[matches.length];
    for (var k = 0; k < matches.length; k++) {
      matches[k] = odds.match(table.patterns()[k]);
      housemates[k] = odds.housemate(table.patterns()[k]) * matches[k];
    }
    return new Classes(matches, housemates);
  }

  static Classes of(PatternCounts.Table table, Weights weights) {
    return of(table, weights, Weights.everyField());
  }

  /** How many pairs of the table are one person. */
  double matches(PatternCounts.Table table) {
    return sum(table, matches);
  }

  /** How many pairs of the table are two of one household. */
  double housemates(PatternCounts.Table table) {
    return sum(table, housemates);
  }

  private static double sum(PatternCounts.Table table, double[] probabilities) {
    var sum = 0.0;
    for (var k = 0; k < probabilities.length; k++) {
      sum += table.pairs()[k] * probabilities[k];
    }
    return sum;
  }

  /**
   * Mean natural log-likelihood of a pair under the mixture of matches, housemates and strangers,
   * with the shares that explain these pairs best.
   */
  static double likelihood(PatternCounts.Table table, Weights learned, int rounds) {
    var weights = learned.copy();
    for (var round = 0; round < rounds; round++) {
      var classes = of(table, weights);
      weights.matches = share(classes.matches(table), table);
      weights.housemates = share(classes.housemates(table), table);
    }
    var logs = weights.logRatios(Weights.everyField());
    var strangers = new double[weights.u.length][];
    Arrays.setAll(strangers, f -> Arrays.stream(weights.u[f]).map(Math::log).toArray());
    var classes = of(table, weights);
    var sum = 0.0;
    for (var k = 0; k < classes.matches.length; k++) {
      var pattern = table.patterns()[k];
      // The whole mixture is what matches add to it, divided by the probability of a match.
      sum +=
          table.pairs()[k]
              * (Math.log(weights.matches)
                  + Pattern.sum(pattern, logs)
                  + Pattern.sum(pattern, strangers)
                  - Math.log(classes.matches[k]));
    }
    return sum / Math.max(1, table.total());
  }

  static double share(double pairs, PatternCounts.Table table) {
    return Math.min(.999, Math.max(1e-9, pairs / Math.max(1, table.total())));
  }
}
