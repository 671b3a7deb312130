package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import java.security.SecureRandom;
import java.util.UUID;

/** Names one rotation of keys: {@code rot_} and 26 characters of Crockford base 32. */
public record RotationId(UUID value) {
  private static final String PREFIX = "rot_";
  private static final String KEY_PREFIX = "key_";

  static RotationId random(SecureRandom random) {
    return new RotationId(new UUID(random.nextLong(), random.nextLong()));
  }

  /** Reads what {@link #toString} wrote and refuses every other text. */
  public static RotationId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the id of a rotation starts with " + PREFIX);
    }
    return new RotationId(KeyId.parse(KEY_PREFIX + text.substring(PREFIX.length())).value());
  }

  @Override
  public String toString() {
    return PREFIX + new KeyId(value).toString().substring(KEY_PREFIX.length());
  }
}
