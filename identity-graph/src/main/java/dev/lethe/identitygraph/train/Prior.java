package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import java.util.Arrays;

/**
 * What is believed before any data: the model that training starts from, with the weight of so many
 * imagined pairs. Much data drowns it; with little data it keeps rare levels sane.
 */
final class Prior {

  private static final double MATCHES = 30;
  private static final double STRANGERS = 10_000;
  private static final double UNSEEN = .3;
  private static final double FAINT = 5;
  private static final double LEAST = 1e-7;

  /** However rarely strangers share an identifier here, it is not proof beyond 26 bits. */
  private static final double RAREST = 1e-8;

  private static final double PROFILES = 20;

  private final Weights start;
  private final double expectedMatches;

  Prior(Model model) {
    this.start = Weights.of(model);
    this.expectedMatches = model.expectedMatches();
  }

  Weights start() {
    return start.copy();
  }

  /** Replaces {@code m} of the active fields by what matching pairs showed. */
  void matches(double[][] sums, boolean[] active, Weights weights) {
    for (var f = 0; f < Scorer.FIELDS; f++) {
      var known = Arrays.stream(sums[f]).sum();
      for (var l = 0; active[f] && l < sums[f].length; l++) {
        var believed = MATCHES * start.m[f][l] + FAINT * weights.u[f][l];
        weights.m[f][l] = Math.max(LEAST, (sums[f][l] + believed) / (known + MATCHES + FAINT));
      }
    }
  }

  /** Replaces {@code u} by what pairs of strangers showed. */
  void strangers(double[][] sums, Weights weights) {
    for (var f = 0; f < Scorer.FIELDS; f++) {
      var levels = sums[f].length;
      var known = Arrays.stream(sums[f]).sum();
      for (var l = 0; l < levels; l++) {
        weights.u[f][l] =
            (sums[f][l] + STRANGERS * start.u[f][l] + UNSEEN)
                / (known + STRANGERS + UNSEEN * levels);
      }
    }
  }

  /**
   * Replaces {@code u} of equal identifiers by a full count: strangers that share one are too few
   * for a sample, and blocking finds every pair that does.
   *
   * @param found pairs that blocking found
   * @param sampled random pairs, for the share of pairs that can be compared at all
   */
  void sharedIdentifiers(
      PatternCounts.Table found, PatternCounts.Table sampled, long profiles, Weights weights) {
    var shared = found.strangers(weights.probabilities(found));
    var known = sampled.sums();
    var all = .5 * profiles * (profiles - 1) / Math.max(1, sampled.total());
    for (var f = 0; f < Scorer.FIELDS; f++) {
      var comparable = all * Arrays.stream(known[f]).sum();
      if (Scorer.identifier(f) && comparable > STRANGERS) {
        var equal = shared[f][0] + STRANGERS * start.u[f][0] + UNSEEN;
        weights.u[f][0] = Math.max(RAREST, equal / (comparable + STRANGERS + UNSEEN));
      }
    }
  }

  /** The share of matches among all pairs of a population in which so many were found. */
  double lambda(double matches, long profiles) {
    return (matches + PROFILES * expectedMatches / 2)
        / (.5 * profiles * (profiles - 1) + PROFILES * profiles / 2);
  }
}
