package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import java.security.SecureRandom;
import java.util.UUID;

/** Names one import of keys: {@code imp_} and 26 characters of Crockford base 32. */
public record ImportId(UUID value) {
  private static final String PREFIX = "imp_";
  private static final String KEY_PREFIX = "key_";

  static ImportId random(SecureRandom random) {
    return new ImportId(new UUID(random.nextLong(), random.nextLong()));
  }

  /** Reads what {@link #toString} wrote and refuses every other text. */
  public static ImportId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the id of an import starts with " + PREFIX);
    }
    return new ImportId(KeyId.parse(KEY_PREFIX + text.substring(PREFIX.length())).value());
  }

  @Override
  public String toString() {
    return PREFIX + new KeyId(value).toString().substring(KEY_PREFIX.length());
  }
}
