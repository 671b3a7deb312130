package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.UUID;

/** What a stored token looks like. */
public sealed interface TokenShape {
  /** A short word that stands for the shape; part of what finds a token again. */
  String word();

  /**
   * Draws a text of this shape.
   *
   * @throws UnfitValueException when the value cannot have a token of this shape
   */
  String draw(String value, SecureRandom random);

  /**
   * As long as the value: every character of the alphabet becomes a random one of it, spaces and
   * punctuation stay. Any length will do.
   */
  record LikeValue(Alphabet alphabet) implements TokenShape {
    @Override
    public String word() {
      return "like/" + alphabet.number();
    }

    @Override
    public String draw(String value, SecureRandom random) {
      var text = new byte[value.length()];
      int drawn = 0;
      for (int i = 0; i < text.length; i++) {
        char character = value.charAt(i);
        int numeral = alphabet.numeral(character < 128 ? (byte) character : 0);
        if (numeral == Alphabet.FOREIGN) {
          throw alphabet.foreign(i + 1);
        }
        drawn += numeral == Alphabet.SEPARATOR ? 0 : 1;
        text[i] =
            numeral == Alphabet.SEPARATOR
                ? (byte) character
                : alphabet.character(random.nextInt(alphabet.radix()));
      }
      if (drawn == 0) {
        throw new UnfitValueException("no character of the alphabet " + alphabet);
      }
      return new String(text, US_ASCII);
    }
  }

  /** A random UUID, whatever the value looks like; it does not tell the value's length. */
  record RandomUuid() implements TokenShape {
    @Override
    public String word() {
      return "uuid";
    }

    @Override
    public String draw(String value, SecureRandom random) {
      long high = random.nextLong() & ~0xf000L | 0x4000L;
      long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | Long.MIN_VALUE;
      return new UUID(high, low).toString();
    }
  }
}
