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

  /** Month and day within the digits, each digit four bits wide. */
  private static final int DAY = 0xFFFF;

  private static final int NEW_YEAR = 0x0101;

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
    return List.of("clearly different", "different", "mistyped", "exact");
  }

  @Override
  public boolean knows(Prepared profile) {
    return profile.date.known();
  }

  @Override
  public void compare(Prepared a, Prepared b, int field, Findings findings) {
    var level = level(a.digits, b.digits);
    findings.set(field, level, household(level), level >= EXACT_YEAR_ONLY ? a.date.ratio : 1);
  }

  /** Dates that may be a doubly mistyped one tell nothing within a household. */
  private static int household(int level) {
    return switch (level) {
      case DIFFERENT -> 0;
      case NEAR_YEAR, SAME_YEAR -> 1;
      case TYPO, ONE_DIGIT_SAME_YEAR_ONLY -> 2;
      case EXACT_YEAR_ONLY, EXACT -> 3;
      default -> Findings.NOTHING;
    };
  }

  private static int level(int left, int right) {
    var yearOnly = (left & DAY) == NEW_YEAR || (right & DAY) == NEW_YEAR;
    if (left == right) {
      return yearOnly ? EXACT_YEAR_ONLY : EXACT;
    }
    var sameYear = left >>> 16 == right >>> 16;
    var differing = differing(left, right);
    if (differing == 1 || transposed(left, right)) {
      return oneError(yearOnly, sameYear);
    }
    if (!yearOnly && sameYear && swapped(left & DAY) == (right & DAY)) {
      return TYPO;
    }
    return furtherApart(left, right, yearOnly, sameYear, differing);
  }

  private static int oneError(boolean yearOnly, boolean sameYear) {
    return !yearOnly ? TYPO : sameYear ? ONE_DIGIT_SAME_YEAR_ONLY : ONE_DIGIT_YEAR_ONLY;
  }

  private static int furtherApart(
      int left, int right, boolean yearOnly, boolean sameYear, int differing) {
    if (!yearOnly && (left & DAY) == (right & DAY)) {
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
    var years = Math.abs(year(left) - year(right));
    return years <= 10 || differing == 3 ? NEAR_YEAR : DIFFERENT;
  }

  private static int year(int digits) {
    return (digits >>> 28) * 1000
        + (digits >>> 24 & 15) * 100
        + (digits >>> 20 & 15) * 10
        + (digits >>> 16 & 15);
  }

  /** How many of the eight digits differ. */
  private static int differing(int left, int right) {
    var xor = left ^ right;
    var any = xor | xor >>> 1 | xor >>> 2 | xor >>> 3;
    return Integer.bitCount(any & 0x1111_1111);
  }

  /** Whether swapping two neighbouring digits makes one date of the other. */
  private static boolean transposed(int left, int right) {
    var xor = left ^ right;
    var low = Integer.numberOfTrailingZeros(xor) & ~3;
    var pair = low < 28 ? 0xFF << low : 0xF << low;
    if ((xor & ~pair) != 0) {
      return false;
    }
    var a = left >>> low & 0xFF;
    var b = right >>> low & 0xFF;
    return (a >>> 4 | (a & 15) << 4) == b;
  }

  private static int swapped(int day) {
    return day >>> 8 | (day & 0xFF) << 8;
  }
}
