package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.score.ComparedFields;
import dev.lethe.identitygraph.score.Findings;

/**
 * The levels of all fields of one pair, against strangers and against housemates, packed in 64
 * bits; a field with nothing to compare is 0.
 */
final class Pattern {

  private static final int[] SHIFT = new int[2 * ComparedFields.COUNT];
  private static final long[] MASK = new long[2 * ComparedFields.COUNT];

  static {
    var shift = 0;
    for (var f = 0; f < 2 * ComparedFields.COUNT; f++) {
      var levels =
          f < ComparedFields.COUNT
              ? ComparedFields.levels(f)
              : ComparedFields.householdLevels(f - ComparedFields.COUNT);
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
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      packed |= (long) (findings.level(f) + 1) << SHIFT[f];
      packed |= (long) (findings.household(f) + 1) << SHIFT[ComparedFields.COUNT + f];
    }
    return packed;
  }

  /** The level of a field against strangers, or {@link Findings#NOTHING}. */
  private static int level(long pattern, int field) {
    return (int) (pattern >>> SHIFT[field] & MASK[field]) - 1;
  }

  /** The level of a field against housemates, or {@link Findings#NOTHING}. */
  static int householdLevel(long pattern, int field) {
    return level(pattern, ComparedFields.COUNT + field);
  }

  /** The sum of what each known level against strangers is worth. */
  static double sum(long pattern, double[][] worth) {
    return sum(pattern, worth, 0);
  }

  /** The sum of what each known level against housemates is worth. */
  static double householdSum(long pattern, double[][] worth) {
    return sum(pattern, worth, ComparedFields.COUNT);
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
