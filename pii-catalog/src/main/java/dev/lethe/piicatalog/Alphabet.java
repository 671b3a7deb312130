package dev.lethe.piicatalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The characters that tokens of suites 3 and 4 replace, each by one of the same alphabet; spaces
 * and punctuation stay. The names are those of the vault.
 */
public enum Alphabet {
  DIGITS,
  LOWER_LETTERS,
  UPPER_LETTERS,
  LETTERS,
  DIGITS_AND_LOWER_LETTERS,
  DIGITS_AND_UPPER_LETTERS,
  DIGITS_AND_LETTERS;

  /** Its name in files and JSON. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The alphabet of that {@link #spelling}, or nothing. */
  public static Optional<Alphabet> of(String spelling) {
    return Arrays.stream(values()).filter(a -> a.spelling().equals(spelling)).findFirst();
  }
}
