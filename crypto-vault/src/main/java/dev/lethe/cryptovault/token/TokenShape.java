package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.UUID;

/** What a stored token looks like. */
public sealed interface TokenShape {
  /** A short word that stands for the shape; part of what finds a token again. */
  String word();

  /**
   * Throws where the value cannot have a token of this shape.
   *
   * @throws UnfitValueException names what is wrong and never the value
   */
  void check(String value);

  /** Draws a text of this shape, or throws as {@link #check}. */
  String draw(String value, SecureRandom random);

  /**
   * As long as the value: every character of the alphabet becomes a random one of it, spaces and
   * punctuation stay. One character will do.
   */
  record LikeValue(Alphabet alphabet) implements TokenShape {
    /** The most characters in one value. */
    public static final int MOST_CHARACTERS = 1_024;

    @Override
    public String word() {
      return "like/" + alphabet.number();
    }

    @Override
    public void check(String value) {
      if (value.length() > MOST_CHARACTERS) {
        throw new UnfitValueException("more than " + MOST_CHARACTERS + " characters");
      }
      int replaced = 0;
      for (int i = 0; i < value.length(); i++) {
        int numeral = numeral(value.charAt(i));
        if (numeral == Alphabet.FOREIGN) {
          throw alphabet.foreign(i + 1);
        }
        replaced += numeral == Alphabet.SEPARATOR ? 0 : 1;
      }
      if (replaced == 0) {
        throw new UnfitValueException("no character of the alphabet " + alphabet.spelling());
      }
    }

    @Override
    public String draw(String value, SecureRandom random) {
      check(value);
      var text = new byte[value.length()];
      for (int i = 0; i < text.length; i++) {
        char character = value.charAt(i);
        text[i] =
            numeral(character) == Alphabet.SEPARATOR
                ? (byte) character
                : alphabet.character(random.nextInt(alphabet.radix()));
      }
      return new String(text, US_ASCII);
    }

    private int numeral(char character) {
      return character < 128 ? alphabet.numeral((byte) character) : Alphabet.FOREIGN;
    }
  }

  /** A random UUID, whatever the value looks like; it does not tell the value's length. */
  record RandomUuid() implements TokenShape {
    @Override
    public String word() {
      return "uuid";
    }

    @Override
    public void check(String value) {
      // It stands for any value.
    }

    @Override
    public String draw(String value, SecureRandom random) {
      long high = random.nextLong() & ~0xf000L | 0x4000L;
      long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | Long.MIN_VALUE;
      return new UUID(high, low).toString();
    }
  }
}
