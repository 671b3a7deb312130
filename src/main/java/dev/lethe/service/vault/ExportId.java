package dev.lethe.service.vault;

import dev.lethe.service.web.IdKind;
import java.security.SecureRandom;
import java.util.UUID;

/** Names one export of keys: {@code exp_} and 26 characters of Crockford base 32. */
public record ExportId(UUID value) {
  private static final IdKind KIND = new IdKind("exp_");

  static ExportId random(SecureRandom random) {
    return new ExportId(KIND.random(random));
  }

  /** Reads what {@link #toString} wrote and refuses every other text. */
  public static ExportId parse(String text) {
    return new ExportId(KIND.parse(text));
  }

  @Override
  public String toString() {
    return KIND.text(value);
  }
}
