package dev.lethe.identitygraph.score;

/** String likeness as record linkage knows it. Every measure is symmetric. */
public final class Similarity {

  private static final double PREFIX_SCALE = 0.1;
  private static final int LONGEST_PREFIX = 4;

  private Similarity() {}

  /** Jaro-Winkler likeness: 1 for equal texts, 0 for texts that share nothing. */
  public static double jaroWinkler(String a, String b) {
    var jaro = jaro(a, b);
    var prefix = 0;
    var longest = Math.min(LONGEST_PREFIX, Math.min(a.length(), b.length()));
    while (prefix < longest && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    return jaro + prefix * PREFIX_SCALE * (1 - jaro);
  }

  private static double jaro(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    var reach = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
    var left = new boolean[a.length()];
    var right = new boolean[b.length()];
    var common = matched(a, b, reach, left, right);
    if (common == 0) {
      return 0;
    }
    double m = common;
    return (m / a.length() + m / b.length() + (m - outOfOrder(a, b, left, right) / 2.0) / m) / 3;
  }

  private static int matched(String a, String b, int reach, boolean[] left, boolean[] right) {
    var common = 0;
    for (var i = 0; i < a.length(); i++) {
      var end = Math.min(b.length(), i + reach + 1);
      for (var j = Math.max(0, i - reach); j < end; j++) {
        if (!right[j] && a.charAt(i) == b.charAt(j)) {
          left[i] = right[j] = true;
          common++;
          break;
        }
      }
    }
    return common;
  }

  private static int outOfOrder(String a, String b, boolean[] left, boolean[] right) {
    var differing = 0;
    var j = 0;
    for (var i = 0; i < a.length(); i++) {
      if (left[i]) {
        while (!right[j]) {
          j++;
        }
        if (a.charAt(i) != b.charAt(j++)) {
          differing++;
        }
      }
    }
    return differing;
  }

  /**
   * Edits between the texts, where a transposition of neighbours is one edit and no part is edited
   * twice (optimal string alignment). Answers {@code limit + 1} for anything above the limit.
   */
  public static int edits(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    var before = new int[b.length() + 1];
    var last = new int[b.length() + 1];
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      if (fill(a, b, i, row, last, before) > limit) {
        return limit + 1;
      }
      var spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return Math.min(last[b.length()], limit + 1);
  }

  private static int fill(String a, String b, int i, int[] row, int[] last, int[] before) {
    row[0] = i;
    var least = i;
    for (var j = 1; j <= b.length(); j++) {
      var cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
      var best = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
      if (i > 1
          && j > 1
          && a.charAt(i - 1) == b.charAt(j - 2)
          && a.charAt(i - 2) == b.charAt(j - 1)) {
        best = Math.min(best, before[j - 2] + 1);
      }
      row[j] = best;
      least = Math.min(least, best);
    }
    return least;
  }
}
