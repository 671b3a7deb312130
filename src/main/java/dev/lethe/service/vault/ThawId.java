package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import java.security.SecureRandom;
import java.util.UUID;

/** Names one proposal to thaw keys: {@code thw_} and 26 characters of Crockford base 32. */
public record ThawId(UUID value) {
  private static final String PREFIX = "thw_";
  private static final String KEY_PREFIX = "key_";

  static ThawId random(SecureRandom random) {
    return new ThawId(new UUID(random.nextLong(), random.nextLong()));
  }

  /** Reads what {@link #toString} wrote and refuses every other text. */
  public static ThawId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the id of a thaw starts with " + PREFIX);
    }
    return new ThawId(KeyId.parse(KEY_PREFIX + text.substring(PREFIX.length())).value());
  }

  @Override
  public String toString() {
    return PREFIX + new KeyId(value).toString().substring(KEY_PREFIX.length());
  }
}
