package dev.lethe.identitygraph.score;

/**
 * Bits of evidence in two sets of words: the best one-to-one pairing, found greedily, where equal
 * words count their rarity and alike ones a share of it. Also how much rarity is left over on the
 * fuller-explained side.
 */
final class TokenEvidence {

  private static final double FUZZY_CEILING = 13;
  private static final double INITIAL_BITS = 1.5;

  private final double evidence;
  private final double rest;
  private final boolean identical;

  private TokenEvidence(double evidence, double rest, boolean identical) {
    this.evidence = evidence;
    this.rest = rest;
    this.identical = identical;
  }

  double evidence() {
    return evidence;
  }

  double rest() {
    return rest;
  }

  boolean identical() {
    return identical;
  }

  static TokenEvidence of(Word[] a, Word[] b) {
    var worth = worths(a, b);
    var usedA = new boolean[a.length];
    var usedB = new boolean[b.length];
    var sum = 0.0;
    var equal = a.length == b.length;
    for (var pair = best(worth, b.length, usedA, usedB);
        pair >= 0;
        pair = best(worth, b.length, usedA, usedB)) {
      var i = pair / b.length;
      var j = pair % b.length;
      usedA[i] = usedB[j] = true;
      sum += worth[pair];
      equal &= a[i].text().equals(b[j].text());
    }
    var rest = Math.min(left(a, usedA), left(b, usedB));
    return new TokenEvidence(sum, rest, equal && rest == 0);
  }

  private static double[] worths(Word[] a, Word[] b) {
    var worth = new double[a.length * b.length];
    for (var i = 0; i < a.length; i++) {
      for (var j = 0; j < b.length; j++) {
        worth[i * b.length + j] = worth(a[i], b[j]);
      }
    }
    return worth;
  }

  private static int best(double[] worth, int width, boolean[] usedA, boolean[] usedB) {
    var best = -1;
    for (var k = 0; k < worth.length; k++) {
      if (worth[k] > 0
          && !usedA[k / width]
          && !usedB[k % width]
          && (best < 0 || worth[k] > worth[best])) {
        best = k;
      }
    }
    return best;
  }

  private static double left(Word[] words, boolean[] used) {
    var sum = 0.0;
    for (var i = 0; i < words.length; i++) {
      if (!used[i]) {
        sum += words[i].bits();
      }
    }
    return sum;
  }

  static double worth(Word s, Word t) {
    if (s.text().equals(t.text())) {
      return s.bits();
    }
    if (s.initialOf(t) || t.initialOf(s)) {
      return INITIAL_BITS;
    }
    var ceiling = Math.min(Math.min(s.bits(), t.bits()), FUZZY_CEILING);
    return ceiling * likeness(s, t);
  }

  /** 1 for the same word misspelt at most slightly, 0 for another word. */
  static double likeness(Word s, Word t) {
    var shorter = Math.min(s.text().length(), t.text().length());
    if (shorter < 2) {
      return 0;
    }
    if (Nicknames.alike(s.text(), t.text())) {
      return 0.8;
    }
    if (shorter >= 3 && !s.hopeless(t)) {
      var edited = edited(s.text(), t.text(), shorter);
      if (edited > 0) {
        return edited;
      }
    }
    return shorter >= 3 && s.text().regionMatches(0, t.text(), 0, 3) ? 0.35 : 0;
  }

  private static double edited(String s, String t, int shorter) {
    var edits = Similarity.edits(s, t, 2);
    if (edits == 1) {
      return shorter >= 5 ? 0.85 : 0.65;
    }
    if (edits == 2 && shorter >= 6) {
      return 0.6;
    }
    var winkler = Similarity.jaroWinkler(s, t);
    return winkler >= 0.92 ? 0.6 : winkler >= 0.88 ? 0.45 : 0;
  }
}
