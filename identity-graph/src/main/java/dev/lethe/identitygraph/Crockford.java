package dev.lethe.identitygraph;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Lower-case Crockford base 32 of 128 bits: 26 characters that sort as the number does, behind a
 * prefix that tells what they name.
 */
final class Crockford {

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;

  private Crockford() {}

  /** A fresh id from the given randomness. */
  static UUID next(RandomGenerator random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** Orders ids by their bits, and so as their texts. */
  static int compare(UUID one, UUID other) {
    var high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }

  /**
   * Reads a prefix and what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the text is anything else; the text is not repeated in
   *     the message
   */
  static UUID parse(String prefix, String text) {
    if (!text.startsWith(prefix)) {
      throw new IllegalArgumentException("does not start with " + prefix);
    }
    return decode(text.substring(prefix.length()));
  }

  static String encode(UUID value) {
    var high = value.getMostSignificantBits();
    var low = value.getLeastSignificantBits();
    var text = new char[LENGTH];
    for (var i = LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (low & 31));
      low = (low >>> 5) | (high << 59);
      high >>>= 5;
    }
    return new String(text);
  }

  private static UUID decode(String text) {
    if (text.length() != LENGTH || DIGITS.indexOf(text.charAt(0)) > 7) {
      throw new IllegalArgumentException("not 128 bits in base 32");
    }
    long high = 0;
    long low = 0;
    for (var i = 0; i < LENGTH; i++) {
      var digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("not a base 32 digit at position " + i);
      }
      high = (high << 5) | (low >>> 59);
      low = (low << 5) | digit;
    }
    return new UUID(high, low);
  }
}
