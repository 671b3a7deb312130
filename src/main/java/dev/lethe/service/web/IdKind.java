package dev.lethe.service.web;

import dev.lethe.cryptovault.CrockfordBase32;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * How ids of one kind are written: a prefix and 26 characters of lower-case Crockford base 32.
 *
 * @param prefix tells the kind, such as {@code req_}
 */
public record IdKind(String prefix) {
  /** A new id. */
  public UUID random(RandomGenerator random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** The text of an id. */
  public String text(UUID id) {
    return prefix + CrockfordBase32.encode(id);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException for every other text; the message does not repeat it
   */
  public UUID parse(String text) {
    if (!text.startsWith(prefix)) {
      throw new IllegalArgumentException("does not start with " + prefix);
    }
    return CrockfordBase32.decode(text.substring(prefix.length()));
  }
}
