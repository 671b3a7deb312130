package dev.lethe.service.request;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Names one request for ever: {@code req_} and 26 characters of Crockford base 32. Tells nothing
 * about the person.
 */
public record RequestId(UUID value) {
  private static final String PREFIX = "req_";
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;

  /** Makes a new id. */
  public static RequestId random(SecureRandom random) {
    return new RequestId(new UUID(random.nextLong(), random.nextLong()));
  }

  /** Reads what {@link #toString} wrote and refuses every other text. */
  public static RequestId parse(String text) {
    if (text.length() != PREFIX.length() + LENGTH || !text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not a request id");
    }
    BigInteger bits = BigInteger.ZERO;
    for (int i = PREFIX.length(); i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("not a request id");
      }
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(digit));
    }
    if (bits.bitLength() > Long.SIZE * 2) {
      throw new IllegalArgumentException("not a request id");
    }
    return new RequestId(new UUID(bits.shiftRight(Long.SIZE).longValue(), bits.longValue()));
  }

  @Override
  public String toString() {
    BigInteger high = new BigInteger(Long.toUnsignedString(value.getMostSignificantBits()));
    BigInteger low = new BigInteger(Long.toUnsignedString(value.getLeastSignificantBits()));
    BigInteger bits = high.shiftLeft(Long.SIZE).or(low);
    StringBuilder text = new StringBuilder(PREFIX);
    for (int i = LENGTH - 1; i >= 0; i--) {
      text.append(DIGITS.charAt(bits.shiftRight(5 * i).intValue() & 31));
    }
    return text.toString();
  }
}
