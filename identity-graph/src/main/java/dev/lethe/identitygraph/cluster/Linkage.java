package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.score.Bits;
import dev.lethe.identitygraph.score.ComparedFields;
import dev.lethe.identitygraph.score.Scorer;
import java.util.Arrays;

/**
 * How strongly two clusters speak for one person. A profile is compared with a whole cluster as if
 * it were a noisy copy of a member drawn anew for each field: per field the mean likelihood ratio
 * over the members that know it. The link is the mean over the smaller side, less a penalty per
 * doubling of that side.
 */
final class Linkage {

  private static final int EVERYTHING = -1;
  private final Scorer scorer;
  private final PairRatios ratios;
  private final Settings settings;
  private final double[] sums = new double[PairRatios.WIDTH];
  private final int[] known = new int[PairRatios.WIDTH];

  Linkage(Scorer scorer, PairRatios ratios, Settings settings) {
    this.scorer = scorer;
    this.ratios = ratios;
    this.settings = settings;
  }

  double link(int[] a, int[] b) {
    return link(a, b, EVERYTHING);
  }

  /** The same by what some {@linkplain #known know} alone. */
  double link(int[] a, int[] b, int fields) {
    var small = a.length <= b.length ? a : b;
    var large = a.length <= b.length ? b : a;
    var mean = mean(small, large, fields);
    if (small.length == large.length && small.length > 1) {
      mean = (mean + mean(large, small, fields)) / 2;
    }
    return mean - settings.sizePenalty() * Math.log(small.length) / Math.log(2);
  }

  /**
   * The fields of which any of these profiles has something to compare, as bits by place: against
   * strangers, then against housemates.
   */
  int known(int[] cluster) {
    var known = 0;
    for (var profile : cluster) {
      known |= ratios.known(profile);
    }
    return known;
  }

  private double mean(int[] from, int[] to, int fields) {
    var sum = 0.0;
    for (var profile : from) {
      sum += weight(profile, to, fields);
    }
    return sum / from.length;
  }

  private double weight(int profile, int[] cluster, int fields) {
    Arrays.fill(sums, 0);
    Arrays.fill(known, 0);
    for (var member : cluster) {
      var pair = ratios.of(profile, member);
      for (var f = 0; f < pair.length; f++) {
        if (pair[f] >= 0) {
          sums[f] += pair[f];
          known[f]++;
        }
      }
    }
    return Bits.against(
        scorer.prior() + bits(0, fields),
        scorer.householdPrior()
            - settings.householdCaution()
            + bits(ComparedFields.COUNT, fields >> ComparedFields.COUNT));
  }

  /**
   * One logarithm of a product is much cheaper than a sum of logarithms, and no product of so few
   * ratios overflows.
   */
  private double bits(int from, int fields) {
    var product = 1.0;
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      var counts = known[from + f] > 0 && (fields >> f & 1) != 0;
      product *= counts ? sums[from + f] / known[from + f] : 1;
    }
    return Math.log(product) / Math.log(2);
  }
}
