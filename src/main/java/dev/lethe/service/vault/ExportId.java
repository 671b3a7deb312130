package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import java.security.SecureRandom;
import java.util.UUID;

/** Names one export of keys: {@code exp_} and 26 characters of Crockford base 32. */
public record ExportId(UUID value) {
  private static final String PREFIX = "exp_";
  private static final String KEY_PREFIX = "key_";

  static ExportId random(SecureRandom random) {
    return new ExportId(new UUID(random.nextLong(), random.nextLong()));
  }

  /** Reads what {@link #toString} wrote and refuses every other text. */
  public static ExportId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the id of an export starts with " + PREFIX);
    }
    return new ExportId(KeyId.parse(KEY_PREFIX + text.substring(PREFIX.length())).value());
  }

  @Override
  public String toString() {
    return PREFIX + new KeyId(value).toString().substring(KEY_PREFIX.length());
  }
}
