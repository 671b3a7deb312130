package dev.lethe.service.vault;

import dev.lethe.service.web.IdKind;
import java.security.SecureRandom;
import java.util.UUID;

/** Names one proposal to thaw keys: {@code thw_} and 26 characters of Crockford base 32. */
public record ThawId(UUID value) {
  private static final IdKind KIND = new IdKind("thw_");

  static ThawId random(SecureRandom random) {
    return new ThawId(KIND.random(random));
  }

  /** Reads what {@link #toString} wrote and refuses every other text. */
  public static ThawId parse(String text) {
    return new ThawId(KIND.parse(text));
  }

  @Override
  public String toString() {
    return KIND.text(value);
  }
}
