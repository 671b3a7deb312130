package dev.lethe.identitygraph.score;

/**
 * A value with its rarity in bits. Within one {@link Vocabulary} equal values are the same object,
 * so they are compared by identity. Knows of its text what tells most pairs apart at a glance.
 */
final class Word {

  /** No value. */
  static final Word NONE = new Word(-1, "", 0, 0);

  private static final int HEAD = 3;
  private static final int MOST_LETTERS = 5;

  final int id;
  final String text;
  final float bits;
  final float ratio;

  /** Which aliases of the model it is part of, as {@link Aliases#groups} folds them. */
  final long aliases;

  private final int length;
  private final int letters;
  private final long head;
  private final long nicknames;

  Word(int id, String text, double bits, long aliases) {
    this.id = id;
    this.text = text;
    this.bits = (float) bits;
    this.ratio = (float) Math.pow(2, bits);
    this.aliases = aliases;
    this.length = text.length();
    this.letters = Letters.of(text, length);
    this.head = head(text);
    this.nicknames = Nicknames.groups(text);
  }

  private static long head(String text) {
    var head = 0L;
    for (var i = 0; i < Math.min(HEAD, text.length()); i++) {
      head = head << Character.SIZE | text.charAt(i);
    }
    return head;
  }

  boolean known() {
    return id >= 0;
  }

  boolean initialOf(Word other) {
    return length == 1 && other.length > 1 && other.text.charAt(0) == text.charAt(0);
  }

  /**
   * Two words within two edits differ by at most four letters; those of likeness .88 and up by few
   * more.
   */
  boolean hopeless(Word other) {
    return Integer.bitCount(letters ^ other.letters) > MOST_LETTERS;
  }

  /** Whether the words are certainly more than one edit apart. */
  boolean beyondOneEdit(Word other) {
    return Math.abs(length - other.length) > 1 || Letters.beyond(1, letters, other.letters);
  }

  /** Whether the words are certainly neither within two edits nor of likeness .88. */
  boolean farFrom(Word other) {
    return Letters.beyond(2, letters, other.letters)
        && Letters.unlike(letters, length, other.letters, other.length);
  }

  /**
   * Whether {@link WordMatch#alike} certainly finds nothing in two unequal words; far quicker than
   * to ask it.
   */
  boolean unlike(Word other) {
    var shorter = Math.min(length, other.length);
    if (shorter < 2) {
      return !initialOf(other) && !other.initialOf(this);
    }
    return (nicknames & other.nicknames) == 0
        && (shorter < HEAD || (head != other.head && (hopeless(other) || farFrom(other))));
  }
}
