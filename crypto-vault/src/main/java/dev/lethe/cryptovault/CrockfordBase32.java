package dev.lethe.cryptovault;

import java.util.UUID;

/** Writes 128 bits as 26 lower-case Crockford base 32 characters, most significant first. */
public final class CrockfordBase32 {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;

  private CrockfordBase32() {}

  /** The text of these bits. */
  public static String encode(UUID bits) {
    long high = bits.getMostSignificantBits();
    long low = bits.getLeastSignificantBits();
    var text = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (low & 31));
      low = low >>> 5 | high << 59;
      high >>>= 5;
    }
    return new String(text);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException for every other text; the message does not repeat it
   */
  public static UUID decode(String text) {
    // 26 characters carry 130 bits, so a first character above 7 would lose two of them.
    if (text.length() != LENGTH || text.charAt(0) > '7') {
      throw new IllegalArgumentException("not 26 characters of Crockford base 32");
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("not lower-case Crockford base 32");
      }
      high = high << 5 | low >>> 59;
      low = low << 5 | digit;
    }
    return new UUID(high, low);
  }
}
