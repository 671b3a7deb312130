package dev.lethe.cryptovault.token;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The characters that a format-preserving or stored token replaces, each by one of the same
 * alphabet. The order of the characters and the number never change: tokens depend on them.
 */
public enum Alphabet {
  /** {@code 0} to {@code 9}: phone, card and account numbers. */
  DIGITS(1, "0123456789"),
  /** {@code a} to {@code z}. */
  LOWER_LETTERS(2, "abcdefghijklmnopqrstuvwxyz"),
  /** {@code A} to {@code Z}. */
  UPPER_LETTERS(3, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  /** {@code A} to {@code Z} and {@code a} to {@code z}. */
  LETTERS(4, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
  /** Digits and {@code a} to {@code z}: lower-case identifiers, hexadecimal too. */
  DIGITS_AND_LOWER_LETTERS(5, "0123456789abcdefghijklmnopqrstuvwxyz"),
  /** Digits and {@code A} to {@code Z}: IBANs, number plates, loyalty numbers. */
  DIGITS_AND_UPPER_LETTERS(6, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  /** Digits and letters of both cases. */
  DIGITS_AND_LETTERS(7, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

  /** No character of the alphabet, but one that stays where it is. */
  static final int SEPARATOR = -1;

  /** A letter or digit that is not of the alphabet, a control character, or beyond ASCII. */
  static final int FOREIGN = -2;

  private static final int ASCII = 128;

  private final int number;
  private final String characters;

  @SuppressWarnings("ImmutableEnumChecker") // filled once, never given out
  private final byte[] numerals = new byte[ASCII];

  Alphabet(int number, String characters) {
    this.number = number;
    this.characters = characters;
    Arrays.fill(numerals, (byte) FOREIGN);
    for (char c = ' '; c < ASCII - 1; c++) {
      if (!Character.isLetterOrDigit(c)) {
        numerals[c] = SEPARATOR;
      }
    }
    for (int i = 0; i < characters.length(); i++) {
      numerals[characters.charAt(i)] = (byte) i;
    }
  }

  int number() {
    return number;
  }

  /** Its name in files and calls: {@code digits}, {@code digits_and_upper_letters}, and so on. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The alphabet of that {@link #spelling}, or nothing. */
  public static Optional<Alphabet> named(String spelling) {
    return Arrays.stream(values()).filter(a -> a.spelling().equals(spelling)).findFirst();
  }

  /** How many characters it has. */
  public int radix() {
    return characters.length();
  }

  /** The place of an ASCII character in the alphabet, {@link #SEPARATOR} or {@link #FOREIGN}. */
  int numeral(byte character) {
    return character < 0 ? FOREIGN : numerals[character];
  }

  byte character(int numeral) {
    return (byte) characters.charAt(numeral);
  }

  /** Names the place, counted from 1, and never the character. */
  UnfitValueException foreign(int place) {
    return new UnfitValueException(
        "the character at %d is neither of the alphabet %s nor a space or punctuation mark"
            .formatted(place, spelling()));
  }
}
