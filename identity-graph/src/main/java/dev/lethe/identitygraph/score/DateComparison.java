package dev.lethe.identitygraph.score;

import java.util.List;

/** Birth dates by the way they differ: a typing error is unlike another date. */
final class DateComparison implements Comparison {

  private static final int DIFFERENT = 0;
  private static final int NEAR_YEAR = 1;
  private static final int TWO_DIGITS_YEAR_ONLY = 2;
  private static final int SAME_YEAR = 3;
  private static final int TWO_DIGITS = 4;
  private static final int TWO_DIGITS_SAME_YEAR = 5;
  private static final int SAME_DAY = 6;
  private static final int ONE_DIGIT_YEAR_ONLY = 7;
  private static final int ONE_DIGIT_SAME_YEAR_ONLY = 8;
  private static final int TYPO = 9;
  private static final int EXACT_YEAR_ONLY = 10;
  private static final int EXACT = 11;

  @Override
  public String field() {
    return "birth_date";
  }

  @Override
  public List<String> levels() {
    return List.of(
        "different",
        "within ten years",
        "two digits differ, 1 January",
        "same year",
        "two digits differ",
        "two digits differ, same year",
        "same day of another year",
        "one digit differs, 1 January",
        "same year, 1 January mistyped",
        "one digit or swapped",
        "exact, 1 January",
        "exact");
  }

  @Override
  public List<String> householdLevels() {
    return List.of("different", "mistyped", "exact");
  }

  @Override
  public Match compare(Prepared a, Prepared b) {
    if (a.date == null || b.date == null) {
      return Match.UNKNOWN;
    }
    var level = level(a, b);
    var household = household(level);
    return new Match(level, household, level >= EXACT_YEAR_ONLY ? a.dateBits : 0);
  }

  /** Dates that may be a doubly mistyped one tell nothing within a household. */
  private static int household(int level) {
    return switch (level) {
      case DIFFERENT, NEAR_YEAR, SAME_YEAR -> 0;
      case TYPO, ONE_DIGIT_SAME_YEAR_ONLY -> 1;
      case EXACT_YEAR_ONLY, EXACT -> 2;
      default -> Match.NOTHING;
    };
  }

  private static int level(Prepared a, Prepared b) {
    var left = a.digits;
    var right = b.digits;
    var yearOnly = left.endsWith("0101") || right.endsWith("0101");
    if (left.equals(right)) {
      return yearOnly ? EXACT_YEAR_ONLY : EXACT;
    }
    var sameYear = left.regionMatches(0, right, 0, 4);
    var differing = differing(left, right);
    if (differing == 1 || transposed(left, right)) {
      return oneError(yearOnly, sameYear);
    }
    if (!yearOnly && swapped(left, right)) {
      return TYPO;
    }
    return furtherApart(left, right, yearOnly, sameYear, differing);
  }

  private static int oneError(boolean yearOnly, boolean sameYear) {
    return !yearOnly ? TYPO : sameYear ? ONE_DIGIT_SAME_YEAR_ONLY : ONE_DIGIT_YEAR_ONLY;
  }

  private static int furtherApart(
      String left, String right, boolean yearOnly, boolean sameYear, int differing) {
    if (!yearOnly && left.regionMatches(4, right, 4, 4)) {
      return SAME_DAY;
    }
    if (differing == 2) {
      return yearOnly
          ? (sameYear ? SAME_YEAR : TWO_DIGITS_YEAR_ONLY)
          : sameYear ? TWO_DIGITS_SAME_YEAR : TWO_DIGITS;
    }
    if (sameYear) {
      return SAME_YEAR;
    }
    var years = Math.abs(Integer.parseInt(left, 0, 4, 10) - Integer.parseInt(right, 0, 4, 10));
    return years <= 10 || differing == 3 ? NEAR_YEAR : DIFFERENT;
  }

  private static int differing(String a, String b) {
    var count = 0;
    for (var i = 0; i < 8; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        count++;
      }
    }
    return count;
  }

  private static boolean transposed(String a, String b) {
    return Similarity.edits(a, b, 1) == 1;
  }

  private static boolean swapped(String a, String b) {
    return a.regionMatches(0, b, 0, 4)
        && a.regionMatches(4, b, 6, 2)
        && a.regionMatches(6, b, 4, 2);
  }
}
