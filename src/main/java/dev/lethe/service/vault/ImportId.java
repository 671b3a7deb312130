package dev.lethe.service.vault;

import dev.lethe.service.web.IdKind;
import java.security.SecureRandom;
import java.util.UUID;

/** Names one import of keys: {@code imp_} and 26 characters of Crockford base 32. */
public record ImportId(UUID value) {
  private static final IdKind KIND = new IdKind("imp_");

  static ImportId random(SecureRandom random) {
    return new ImportId(KIND.random(random));
  }

  /** Reads what {@link #toString} wrote and refuses every other text. */
  public static ImportId parse(String text) {
    return new ImportId(KIND.parse(text));
  }

  @Override
  public String toString() {
    return KIND.text(value);
  }
}
