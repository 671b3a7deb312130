package dev.lethe.cryptovault.token;

/**
 * How a token that describes itself is made; the number is written into it and never changes its
 * meaning. Suites 3 and 4 ({@link FormatCipher}, {@link StoredTokenCipher}) make tokens without
 * room for it, suite 5 ({@link BlindIndex}) makes none.
 */
public enum Suite {
  /** AES-256-GCM under a random nonce: equal values give different tokens. */
  RANDOM(1),
  /** AES-256-SIV: equal values of one field class under one data key give equal tokens. */
  DETERMINISTIC(2);

  private final int number;

  Suite(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** Finds the suite with this number, or throws {@link InvalidTokenException}. */
  public static Suite numbered(int number) {
    return switch (number) {
      case 1 -> RANDOM;
      case 2 -> DETERMINISTIC;
      default -> throw new InvalidTokenException("suite " + number + " is not known");
    };
  }
}
