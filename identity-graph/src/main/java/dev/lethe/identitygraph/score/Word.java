package dev.lethe.identitygraph.score;

/**
 * A value with its rarity in bits. Within one {@link Vocabulary} equal values are the same object,
 * so they are compared by identity.
 */
final class Word {

  /** No value. */
  static final Word NONE = new Word(-1, "", 0);

  final int id;
  final String text;
  final float bits;
  final float ratio;
  private final int letters;

  Word(int id, String text, double bits) {
    this.id = id;
    this.text = text;
    this.bits = (float) bits;
    this.ratio = (float) Math.pow(2, bits);
    this.letters = letters(text);
  }

  private static int letters(String text) {
    var set = 0;
    for (var i = 0; i < text.length(); i++) {
      set |= 1 << (text.charAt(i) & 31);
    }
    return set;
  }

  boolean known() {
    return id >= 0;
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
