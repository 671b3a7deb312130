package dev.lethe.service.vault;

import dev.lethe.service.web.IdKind;
import java.security.SecureRandom;
import java.util.UUID;

/** Names one rotation of keys: {@code rot_} and 26 characters of Crockford base 32. */
public record RotationId(UUID value) {
  private static final IdKind KIND = new IdKind("rot_");

  static RotationId random(SecureRandom random) {
    return new RotationId(KIND.random(random));
  }

  /** Reads what {@link #toString} wrote and refuses every other text. */
  public static RotationId parse(String text) {
    return new RotationId(KIND.parse(text));
  }

  @Override
  public String toString() {
    return KIND.text(value);
  }
}
