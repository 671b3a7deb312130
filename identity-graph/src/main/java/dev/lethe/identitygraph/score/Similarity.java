package dev.lethe.identitygraph.score;

/** String likeness as record linkage knows it. Every measure is symmetric. */
public final class Similarity {

  private static final double PREFIX_SCALE = 0.1;
  private static final int LONGEST_PREFIX = 4;

  private Similarity() {}

  /**
   * Jaro-Winkler likeness: 1 for equal texts, 0 for texts that share nothing and for unequal texts
   * of more than 64 characters.
   */
  public static double jaroWinkler(String a, String b) {
    var jaro = jaro(a, b);
    var prefix = 0;
    var longest = Math.min(LONGEST_PREFIX, Math.min(a.length(), b.length()));
    while (prefix < longest && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    return jaro + prefix * PREFIX_SCALE * (1 - jaro);
  }

  /** Matched characters are bits of a number where 64 suffice, which is nearly always. */
  private static double jaro(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    if (a.length() > Long.SIZE || b.length() > Long.SIZE) {
      return 0;
    }
    var reach = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
    var left = 0L;
    var right = 0L;
    for (var i = 0; i < a.length(); i++) {
      var match = partner(a.charAt(i), b, i - reach, i + reach, right);
      left |= match == 0 ? 0 : 1L << i;
      right |= match;
    }
    if (left == 0) {
      return 0;
    }
    double m = Long.bitCount(left);
    return (m / a.length() + m / b.length() + (m - outOfOrder(a, b, left, right) / 2.0) / m) / 3;
  }

  /** The first free place of a letter within reach, as a bit; 0 when there is none. */
  private static long partner(char letter, String b, int from, int to, long taken) {
    var end = Math.min(b.length() - 1, to);
    for (var j = Math.max(0, from); j <= end; j++) {
      if ((taken >> j & 1) == 0 && b.charAt(j) == letter) {
        return 1L << j;
      }
    }
    return 0;
  }

  private static int outOfOrder(String a, String b, long left, long right) {
    var differing = 0;
    var rest = right;
    for (var matched = left; matched != 0; matched &= matched - 1) {
      var i = Long.numberOfTrailingZeros(matched);
      differing += a.charAt(i) == b.charAt(Long.numberOfTrailingZeros(rest)) ? 0 : 1;
      rest &= rest - 1;
    }
    return differing;
  }

  /**
   * Edits between the texts, where a transposition of neighbours is one edit and no part is edited
   * twice (optimal string alignment, bit-parallel after Hyyro 2003). Answers {@code limit + 1} for
   * anything above the limit, and for unequal texts of more than 64 characters.
   */
  public static int edits(String a, String b, int limit) {
    if (a.equals(b)) {
      return 0;
    }
    if (Math.abs(a.length() - b.length()) > limit || Math.max(a.length(), b.length()) > Long.SIZE) {
      return limit + 1;
    }
    return a.isEmpty() || b.isEmpty()
        ? Math.min(limit + 1, Math.max(a.length(), b.length()))
        : Math.min(limit + 1, aligned(a, b));
  }

  private static int aligned(String a, String b) {
    var rise = -1L;
    var fall = 0L;
    var diagonal = 0L;
    var before = 0L;
    var distance = a.length();
    var last = 1L << (a.length() - 1);
    for (var j = 0; j < b.length(); j++) {
      var here = places(a, b.charAt(j));
      var swapped = (~diagonal & here) << 1 & before;
      diagonal = (((here & rise) + rise) ^ rise) | here | fall | swapped;
      var right = fall | ~(diagonal | rise);
      var left = diagonal & rise;
      distance += (right & last) != 0 ? 1 : (left & last) != 0 ? -1 : 0;
      right = right << 1 | 1;
      rise = left << 1 | ~(diagonal | right);
      fall = right & diagonal;
      before = here;
    }
    return distance;
  }

  private static long places(String text, char letter) {
    var places = 0L;
    for (var i = 0; i < text.length(); i++) {
      places |= text.charAt(i) == letter ? 1L << i : 0;
    }
    return places;
  }
}
