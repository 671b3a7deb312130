package dev.lethe.piicatalog;

import java.util.Arrays;
import java.util.Optional;

/** How a value becomes a token. The number is the one that the token itself carries. */
public enum Suite {
  /** Suite 1, random: the same value gives another token each time. */
  RANDOM(1),
  /**
   * Suite 2, deterministic within a profile: the same value of the same profile gives the same
   * token.
   */
  DETERMINISTIC(2);

  private final int number;

  Suite(int number) {
    this.number = number;
  }

  /** The number that files, JSON and tokens use. */
  public int number() {
    return number;
  }

  /** The suite of that number, or nothing. */
  public static Optional<Suite> of(int number) {
    return Arrays.stream(values()).filter(suite -> suite.number == number).findFirst();
  }
}
