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
    var same = sameHead(a, b);
    var tail = sameTail(a, b, same);
    var endA = a.length() - tail;
    var endB = b.length() - tail;
    // What is left of one letter at most on either side is one edit.
    return endA == same || endB == same || Math.max(endA, endB) - same == 1
        ? Math.min(limit + 1, Math.max(endA, endB) - same)
        : Math.min(limit + 1, rest(a, endA, b, endB, same, limit));
  }

  private static int sameHead(String a, String b) {
    var shorter = Math.min(a.length(), b.length());
    var same = 0;
    while (same < shorter && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same;
  }

  private static int sameTail(String a, String b, int head) {
    var most = Math.min(a.length(), b.length()) - head;
    var same = 0;
    while (same < most && a.charAt(a.length() - 1 - same) == b.charAt(b.length() - 1 - same)) {
      same++;
    }
    return same;
  }

  /** Edits between what begins and ends otherwise, where both have a letter and one has more. */
  private static int rest(String a, int endA, String b, int endB, int from, int limit) {
    if (limit > 1) {
      return aligned(a, endA, b, endB, from);
    }
    var crossed =
        endA - from == 2
            && endB - from == 2
            && a.charAt(from) == b.charAt(from + 1)
            && a.charAt(from + 1) == b.charAt(from);
    return crossed ? 1 : 2;
  }

  /** Edits between what lies from the same place on up to either end. */
  private static int aligned(String a, int endA, String b, int endB, int from) {
    var rise = -1L;
    var fall = 0L;
    var diagonal = 0L;
    var before = 0L;
    var distance = endA - from;
    var last = 1L << (distance - 1);
    for (var j = from; j < endB; j++) {
      var here = places(a, from, endA, b.charAt(j));
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

  private static long places(String text, int from, int to, char letter) {
    var places = 0L;
    for (var i = from; i < to; i++) {
      places |= text.charAt(i) == letter ? 1L << i - from : 0;
    }
    return places;
  }
}
