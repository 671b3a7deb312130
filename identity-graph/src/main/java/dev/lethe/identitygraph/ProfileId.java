package dev.lethe.identitygraph;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names one profile for ever; it is also the profile's pseudonym outside. Prints as {@code prf_}
 * and 26 base 32 characters; ordered by its bits.
 */
public record ProfileId(UUID value) implements Comparable<ProfileId> {

  private static final String PREFIX = "prf_";

  /** A fresh id from the given randomness. */
  public static ProfileId next(RandomGenerator random) {
    return new ProfileId(Crockford.next(random));
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when the text is anything else; the text is not repeated in
   *     the message
   */
  public static ProfileId parse(String text) {
    return new ProfileId(Crockford.parse(PREFIX, text));
  }

  @Override
  public int compareTo(ProfileId other) {
    return Crockford.compare(value, other.value);
  }

  @Override
  public String toString() {
    return PREFIX + Crockford.encode(value);
  }
}
