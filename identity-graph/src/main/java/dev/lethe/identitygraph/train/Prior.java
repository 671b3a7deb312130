package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.score.ComparedFields;
import dev.lethe.identitygraph.score.Model;
import java.util.Arrays;

/**
 * What is believed before any data: the model that training starts from, with the weight of so many
 * imagined pairs. Much data drowns it; with little data it keeps rare levels sane.
 */
final class Prior {

  private static final double MATCHES = 30;
  private static final double STRANGERS = 10_000;
  private static final double UNSEEN = .3;

  /** Imagined pairs of one person that look like strangers, or like housemates. */
  static final double FAINT = 5;

  private static final double SEEN = 10;
  private static final double LEAST = 1e-7;

  /** However rarely strangers share an identifier here, it is not proof beyond 26 bits. */
  private static final double RAREST = 1e-8;

  private static final double PROFILES = 20;
  private static final int SHARE_ROUNDS = 30;

  private final Weights start;
  private final double expectedMatches;
  private final double expectedHousemates;

  Prior(Model model) {
    this.start = Weights.of(model);
    this.expectedMatches = model.expectedMatches();
    this.expectedHousemates = model.expectedHousemates();
  }

  Weights start() {
    return start.copy();
  }

  /** Replaces {@code m} of the active fields by what matching pairs showed. */
  void matches(double[][] sums, boolean[] active, Weights weights) {
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      var known = Arrays.stream(sums[f]).sum();
      // Of a field that nobody fills in, nothing is learned.
      for (var l = 0; active[f] && known > 0 && l < sums[f].length; l++) {
        var believed = MATCHES * start.m[f][l] + FAINT * weights.u[f][l];
        weights.m[f][l] = Math.max(LEAST, (sums[f][l] + believed) / (known + MATCHES + FAINT));
      }
    }
  }

  /** Replaces {@code u} by what pairs of strangers showed. */
  void strangers(double[][] sums, Weights weights) {
    for (var f = 0; f < ComparedFields.COUNT; f++) {
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
   * Draws the ratio of levels that hardly any pair showed to what is believed of them. Where nobody
   * writes an address without its town, no pair teaches what such an address is worth, and a model
   * that takes this for "worth nothing" fails on the first data that is written otherwise.
   *
   * @param matching what pairs of one person showed
   * @param strange what pairs of strangers showed
   */
  void unseen(double[][] matching, double[][] strange, Weights weights) {
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      for (var l = 0; l < weights.m[f].length; l++) {
        var believed = SEEN / (SEEN + matching[f][l] + strange[f][l]);
        var ratio =
            Math.pow(weights.m[f][l] / weights.u[f][l], 1 - believed)
                * Math.pow(start.m[f][l] / start.u[f][l], believed);
        // A field that nobody fills in has no measured u to go by.
        weights.u[f][l] = weights.u[f][l] * ratio > 1 ? start.m[f][l] / ratio : weights.u[f][l];
        weights.m[f][l] = weights.u[f][l] * ratio;
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
    var shared = found.others(Classes.of(found, weights));
    var known = sampled.sums();
    var all = .5 * profiles * (profiles - 1) / Math.max(1, sampled.total());
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      var comparable = all * Arrays.stream(known[f]).sum();
      if (ComparedFields.identifier(f) && comparable > STRANGERS) {
        var equal = shared[f][0] + STRANGERS * start.u[f][0] + UNSEEN;
        weights.u[f][0] = Math.max(RAREST, equal / (comparable + STRANGERS + UNSEEN));
      }
    }
  }

  /** Replaces the shares by those in a population of so many profiles. */
  void shares(double matches, double housemates, long profiles, Weights weights) {
    weights.matches = share(matches, expectedMatches, profiles);
    weights.housemates = share(housemates, expectedHousemates, profiles);
  }

  private static double share(double pairs, double expected, long profiles) {
    return (pairs + PROFILES * expected / 2)
        / (.5 * profiles * (profiles - 1) + PROFILES * profiles / 2);
  }

  /** Fits the share of housemates alone; that of matches stays. */
  void housemates(PatternCounts.Table candidates, long profiles, Weights weights) {
    for (var round = 0; round < SHARE_ROUNDS; round++) {
      var pairs = Classes.of(candidates, weights).housemates(candidates);
      weights.housemates = share(pairs, expectedHousemates, profiles);
    }
  }

  /** Fits the shares to candidates; pairs beyond them count as strangers. */
  void shares(PatternCounts.Table candidates, long profiles, Weights weights) {
    shares(0, 0, profiles, weights);
    for (var round = 0; round < SHARE_ROUNDS; round++) {
      var classes = Classes.of(candidates, weights);
      shares(classes.matches(candidates), classes.housemates(candidates), profiles, weights);
    }
  }
}
