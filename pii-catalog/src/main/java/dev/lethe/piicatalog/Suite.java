package dev.lethe.piicatalog;

import java.util.Arrays;
import java.util.Optional;

/** How a value becomes a token. The number is the one that tokens of suites 1 and 2 carry. */
public enum Suite {
  /** Suite 1, random: the same value gives another token each time. */
  RANDOM(1),
  /**
   * Suite 2, deterministic within a profile: the same value of the same profile gives the same
   * token.
   */
  DETERMINISTIC(2),
  /** Suite 3, format preserving: as suite 2, and the token has the value's own form. */
  FORMAT_PRESERVING(3),
  /** Suite 4, stored: as suite 3 for forms of any size, or a UUID; the value lies in the vault. */
  STORED(4);

  private final int number;

  Suite(int number) {
    this.number = number;
  }

  /** The number that files, JSON and tokens use. */
  public int number() {
    return number;
  }

  /**
   * Whether its tokens look like their values and so cannot name their keys, which are told beside
   * them.
   */
  public boolean formed() {
    return this == FORMAT_PRESERVING || this == STORED;
  }

  /** The suite of that number, or nothing. */
  public static Optional<Suite> of(int number) {
    return Arrays.stream(values()).filter(suite -> suite.number == number).findFirst();
  }
}
