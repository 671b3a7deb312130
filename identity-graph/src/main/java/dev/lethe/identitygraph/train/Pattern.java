package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.score.Findings;
import dev.lethe.identitygraph.score.Scorer;

/**
 * The levels of all fields of one pair, against strangers and against housemates, packed in 64
 * bits; a field with nothing to compare is 0.
 */
final class Pattern {

  private static final int[] SHIFT = new int[2 * Scorer.FIELDS];
  private static final long[] MASK = new long[2 * Scorer.FIELDS];

  static {
    var shift = 0;
    for (var f = 0; f < 2 * Scorer.FIELDS; f++) {
      var levels = f < Scorer.FIELDS ? Scorer.levels(f) : Scorer.householdLevels(f - Scorer.FIELDS);
      var bits = Integer.SIZE - Integer.numberOfLeadingZeros(levels);
      SHIFT[f] = shift;
      MASK[f] = (1L << bits) - 1;
      shift += bits;
    }
    if (shift > Long.SIZE) {
      throw new IllegalStateException("the levels do not fit in one number");
    }
  }

  private Pattern() {}

  static long of(Findings findings) {
    var packed = 0L;
    for (var f = 0; f < Scorer.FIELDS; f++) {
      packed |= (long) (findings.level(f) + 1) << SHIFT[f];
      packed |= (long) (findings.household(f) + 1) << SHIFT[Scorer.FIELDS + f];
    }
    return packed;
  }

  /** The level of a field against strangers, or {@link Findings#NOTHING}. */
  private static int level(long pattern, int field) {
    return (int) (pattern >>> SHIFT[field] & MASK[field]) - 1;
  }

  /** The level of a field against housemates, or {@link Findings#NOTHING}. */
  static int householdLevel(long pattern, int field) {
    return level(pattern, Scorer.FIELDS + field);
  }

  /** The sum of what each known level against strangers is worth. */
  static double sum(long pattern, double[][] worth) {
    return sum(pattern, worth, 0);
  }

  /** The sum of what each known level against housemates is worth. */
  static double householdSum(long pattern, double[][] worth) {
    return sum(pattern, worth, Scorer.FIELDS);
  }

  private static double sum(long pattern, double[][] worth, int offset) {
    var sum = 0.0;
    for (var f = 0; f < worth.length; f++) {
      var level = level(pattern, offset + f);
      sum += level < 0 ? 0 : worth[f][level];
    }
    return sum;
  }

  /** Adds an amount to the level that each field shows against strangers. */
  static void add(long pattern, double amount, double[][] sums) {
    for (var f = 0; f < sums.length; f++) {
      var level = level(pattern, f);
      if (level >= 0) {
        sums[f][level] += amount;
      }
    }
  }
}
