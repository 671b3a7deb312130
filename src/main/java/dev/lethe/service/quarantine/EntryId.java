package dev.lethe.service.quarantine;

import dev.lethe.service.web.IdKind;
import java.security.SecureRandom;
import java.util.UUID;

/** Names one event that is held back: {@code qev_} and 26 characters of Crockford base 32. */
public record EntryId(UUID value) {
  private static final IdKind KIND = new IdKind("qev_");

  static EntryId random(SecureRandom random) {
    return new EntryId(KIND.random(random));
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException for every other text
   */
  public static EntryId parse(String text) {
    return new EntryId(KIND.parse(text));
  }

  @Override
  public String toString() {
    return KIND.text(value);
  }
}
