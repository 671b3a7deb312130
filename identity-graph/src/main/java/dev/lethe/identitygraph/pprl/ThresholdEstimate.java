package dev.lethe.identitygraph.pprl;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds, without knowing any true pair, from which likeness on two records are one person. Within
 * one file all records are different people, so the likeness of a record to its nearest neighbour
 * in its own file shows how alike strangers and housemates come in these very data. The threshold
 * is set where at most one in a thousand such neighbours would pass, read off the neighbours
 * themselves and off the extreme value (Gumbel) distribution fitted to their quartiles, whichever
 * is stricter.
 *
 * <p>Deterministic; the order of the records makes no difference.
 */
final class ThresholdEstimate {

  /** Of a thousand people who are not in the other file, at most one may be linked by chance. */
  private static final double FALSE_LINKS = .001;

  private static final int SAMPLE = 1_000;

  /** Fewer neighbours than this say nothing about their tail. */
  private static final int FEWEST = 100;

  private ThresholdEstimate() {}

  /**
   * The threshold for two files: the schema's own where the files are too small to tell or not free
   * of duplicates, else lower, down to the schema's least.
   */
  static double of(LinkageSchema schema, PackedFilters left, PackedFilters right) {
    var needed = Math.max(needed(left), needed(right));
    return Math.clamp(needed, schema.leastThreshold(), schema.threshold());
  }

  private static double needed(PackedFilters file) {
    if (file.size() < FEWEST) {
      return 1;
    }
    var neighbours = neighbours(file);
    Arrays.sort(neighbours);
    var spread = (at(neighbours, .75) - at(neighbours, .25)) / (gumbel(.75) - gumbel(.25));
    var fitted = at(neighbours, .5) + spread * (gumbel(1 - FALSE_LINKS) - gumbel(.5));
    return Math.max(fitted, Math.nextUp(at(neighbours, 1 - FALSE_LINKS)));
  }

  private static double[] neighbours(PackedFilters file) {
    var step = Math.max(1, file.size() / SAMPLE);
    return IntStream.range(0, Math.min(SAMPLE, file.size()))
        .parallel()
        .mapToDouble(k -> nearest(file, k * step))
        .toArray();
  }

  private static double nearest(PackedFilters file, int i) {
    var nearest = 0.0;
    for (var j = 0; j < file.size(); j++) {
      if (j != i) {
        nearest = Math.max(nearest, file.dice(i, file, j, nearest));
      }
    }
    return nearest;
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))];
  }

  /** The standard Gumbel distribution's quantile. */
  private static double gumbel(double share) {
    return -Math.log(-Math.log(share));
  }
}
