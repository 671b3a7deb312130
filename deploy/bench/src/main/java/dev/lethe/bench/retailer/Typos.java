package dev.lethe.bench.retailer;

import java.util.random.RandomGenerator;

/** The slips of people who type at a till or on a phone. */
public final class Typos {
  private final RandomGenerator random;

  /** Slips drawn from this randomness. */
  public Typos(RandomGenerator random) {
    this.random = random;
  }

  /** The text, now and then with one slip. */
  public String sometimes(String text, double share) {
    return random.nextDouble() < share && text.length() > 3 ? slip(text) : text;
  }

  private String slip(String text) {
    int at = 1 + random.nextInt(text.length() - 2);
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + text.charAt(at) + text.substring(at);
      case 2 ->
          text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
      default -> text.substring(0, at) + (char) ('a' + random.nextInt(26)) + text.substring(at + 1);
    };
  }
}
