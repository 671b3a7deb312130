package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.score.Bits;
import dev.lethe.identitygraph.score.Scorer;
import java.util.Arrays;

/**
 * How strongly two clusters speak for one person. A profile is compared with a whole cluster as if
 * it were a noisy copy of a member drawn anew for each field: per field the mean likelihood ratio
 * over the members that know it. The link is the mean over the smaller side, less a penalty per
 * doubling of that side.
 */
final class Linkage {

  private final Scorer scorer;
  private final PairRatios ratios;
  private final double sizePenalty;
  private final double[] sums = new double[PairRatios.WIDTH];
  private final int[] known = new int[PairRatios.WIDTH];

  Linkage(Scorer scorer, PairRatios ratios, double sizePenalty) {
    this.scorer = scorer;
    this.ratios = ratios;
    this.sizePenalty = sizePenalty;
  }

  double link(int[] a, int[] b) {
    var small = a.length <= b.length ? a : b;
    var large = a.length <= b.length ? b : a;
    var mean = mean(small, large);
    if (small.length == large.length && small.length > 1) {
      mean = (mean + mean(large, small)) / 2;
    }
    return mean - sizePenalty * Math.log(small.length) / Math.log(2);
  }

  private double mean(int[] from, int[] to) {
    var sum = 0.0;
    for (var profile : from) {
      sum += weight(profile, to);
    }
    return sum / from.length;
  }

  private double weight(int profile, int[] cluster) {
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
        scorer.prior() + bits(0, Scorer.FIELDS),
        scorer.householdPrior() + bits(Scorer.FIELDS, PairRatios.WIDTH));
  }

  /**
   * One logarithm of a product is much cheaper than a sum of logarithms, and no product of so few
   * ratios overflows.
   */
  private double bits(int from, int to) {
    var product = 1.0;
    for (var f = from; f < to; f++) {
      product *= known[f] == 0 ? 1 : sums[f] / known[f];
    }
    return Math.log(product) / Math.log(2);
  }
}
