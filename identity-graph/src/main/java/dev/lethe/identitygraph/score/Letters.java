package dev.lethe.identitygraph.score;

/**
 * The letters of a text as a set of 32 classes: enough to see at a glance that two texts are too
 * far apart to be worth comparing letter by letter. Says so only where comparing would say so too.
 */
final class Letters {

  /**
   * Texts of Jaro-Winkler likeness .88 have a Jaro likeness of .8, and so a share of matched
   * letters that adds up to 1.4 over both; in hundredths, with room for rounding.
   */
  private static final int MATCHED_SHARE = 139;

  private Letters() {}

  static int of(String text, int length) {
    var set = 0;
    for (var i = 0; i < length; i++) {
      set |= 1 << (text.charAt(i) & 31);
    }
    return set;
  }

  /** Whether texts of these letters and lengths are certainly further apart than so many edits. */
  static boolean beyond(int edits, int a, int b) {
    // One edit brings at most one letter that the other side lacks, on either side.
    return Integer.bitCount(a & ~b) > edits || Integer.bitCount(b & ~a) > edits;
  }

  /** Whether the Jaro-Winkler likeness of such texts is certainly below .88. */
  static boolean unlike(int a, int lengthA, int b, int lengthB) {
    var matched = Math.min(lengthA - Integer.bitCount(a & ~b), lengthB - Integer.bitCount(b & ~a));
    return 100 * matched * (lengthA + lengthB) < MATCHED_SHARE * lengthA * lengthB;
  }
}
