package dev.lethe.identitygraph;

import java.util.UUID;

/** Lower-case Crockford base 32 of 128 bits: 26 characters that sort as the number does. */
final class Crockford {

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  static final int LENGTH = 26;

  private Crockford() {}

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

  static UUID decode(String text) {
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
