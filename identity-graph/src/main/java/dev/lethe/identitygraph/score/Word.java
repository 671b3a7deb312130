package dev.lethe.identitygraph.score;

/**
 * A word with its rarity and the set of its letters, so that unlike words are told apart without
 * comparing them.
 */
record Word(String text, double bits, int letters) {

  Word(String text, double bits) {
    this(text, bits, letters(text));
  }

  private static int letters(String text) {
    var set = 0;
    for (var i = 0; i < text.length(); i++) {
      set |= 1 << (text.charAt(i) & 31);
    }
    return set;
  }

  boolean initialOf(Word other) {
    return text.length() == 1 && other.text.length() > 1 && other.text.charAt(0) == text.charAt(0);
  }

  /**
   * Two words within two edits differ by at most four letters; those of likeness .88 and up by few
   * more.
   */
  boolean hopeless(Word other) {
    return Integer.bitCount(letters ^ other.letters) > 5;
  }
}
