package dev.lethe.identitygraph.score;

/**
 * Bits of evidence in two sets of words: the best one-to-one pairing, found greedily, where equal
 * words count their rarity and alike ones a share of it. Also how much rarity is left over on the
 * fuller-explained side. Works in its own arrays; one per thread.
 */
final class WordMatch {

  /** By spelling and by the shipped list of short names. */
  static final WordPairs.Worth SPELLING =
      new WordPairs.Worth() {
        @Override
        public double of(Word s, Word t) {
          return alike(s, t);
        }

        @Override
        public boolean nothing(Word s, Word t) {
          return s.unlike(t);
        }
      };

  private static final double FUZZY_CEILING = 13;
  private static final double INITIAL_BITS = 1.5;
  private static final int MOST_WORDS = 16;

  private final WordPairs pairs;
  private final float[] worth = new float[MOST_WORDS * MOST_WORDS];
  private float evidence;
  private float rest;
  private boolean identical;

  WordMatch(WordPairs pairs) {
    this.pairs = pairs;
  }

  float evidence() {
    return evidence;
  }

  float rest() {
    return rest;
  }

  boolean identical() {
    return identical;
  }

  WordPairs pairs() {
    return pairs;
  }

  /** Matches a with b; words beyond the sixteenth are left out. */
  void match(Word[] a, Word[] b, WordPairs.Worth alike) {
    var height = Math.min(a.length, MOST_WORDS);
    var width = Math.min(b.length, MOST_WORDS);
    fill(a, b, height, width, alike);
    evidence = 0;
    var equal = height == width;
    var usedA = 0;
    var usedB = 0;
    for (var cell = best(height, width, 0, 0);
        cell >= 0;
        cell = best(height, width, usedA, usedB)) {
      usedA |= 1 << cell / width;
      usedB |= 1 << cell % width;
      evidence += worth[cell];
      equal &= a[cell / width] == b[cell % width];
    }
    rest = Math.min(left(a, height, usedA), left(b, width, usedB));
    identical = equal && rest == 0;
  }

  private void fill(Word[] a, Word[] b, int height, int width, WordPairs.Worth alike) {
    for (var i = 0; i < height; i++) {
      for (var j = 0; j < width; j++) {
        worth[i * width + j] = a[i] == b[j] ? a[i].bits : pairs.worth(a[i], b[j], alike);
      }
    }
  }

  private int best(int height, int width, int usedA, int usedB) {
    var best = -1;
    var most = 0f;
    for (var i = 0; i < height; i++) {
      if ((usedA >> i & 1) == 0) {
        for (var j = 0; j < width; j++) {
          if ((usedB >> j & 1) == 0 && worth[i * width + j] > most) {
            best = i * width + j;
            most = worth[best];
          }
        }
      }
    }
    return best;
  }

  private static float left(Word[] words, int length, int used) {
    var sum = 0f;
    for (var i = 0; i < length; i++) {
      if ((used >> i & 1) == 0) {
        sum += words[i].bits;
      }
    }
    return sum;
  }

  /** Bits in two unequal words by spelling and by the shipped list of short names. */
  static double alike(Word s, Word t) {
    if (s.initialOf(t) || t.initialOf(s)) {
      return INITIAL_BITS;
    }
    return Math.min(Math.min(s.bits, t.bits), FUZZY_CEILING) * likeness(s, t);
  }

  /** 1 for the same word misspelt at most slightly, 0 for another word. */
  static double likeness(Word s, Word t) {
    var shorter = Math.min(s.text.length(), t.text.length());
    if (shorter < 2) {
      return 0;
    }
    if (Nicknames.alike(s.text, t.text)) {
      return 0.8;
    }
    if (shorter >= 3 && !s.hopeless(t)) {
      var edited = edited(s.text, t.text, shorter);
      if (edited > 0) {
        return edited;
      }
    }
    return shorter >= 3 && s.text.regionMatches(0, t.text, 0, 3) ? 0.35 : 0;
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
