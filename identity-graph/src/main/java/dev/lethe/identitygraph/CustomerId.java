package dev.lethe.identitygraph;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names one customer; it survives merges as an alias. Prints as {@code cus_} and 26 base 32
 * characters; ordered by its bits.
 */
public record CustomerId(UUID value) implements Comparable<CustomerId> {

  private static final String PREFIX = "cus_";

  /** A fresh id from the given randomness. */
  public static CustomerId next(RandomGenerator random) {
    return new CustomerId(Crockford.next(random));
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when the text is anything else; the text is not repeated in
   *     the message
   */
  public static CustomerId parse(String text) {
    return new CustomerId(Crockford.parse(PREFIX, text));
  }

  @Override
  public int compareTo(CustomerId other) {
    return Crockford.compare(value, other.value);
  }

  @Override
  public String toString() {
    return PREFIX + Crockford.encode(value);
  }
}
