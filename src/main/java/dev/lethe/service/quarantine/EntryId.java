package dev.lethe.service.quarantine;

import dev.lethe.cryptovault.KeyId;
import java.security.SecureRandom;
import java.util.UUID;

/** Names one event that is held back: {@code qev_} and 26 characters of Crockford base 32. */
public record EntryId(UUID value) {
  private static final String PREFIX = "qev_";
  private static final String KEY_PREFIX = "key_";

  static EntryId random(SecureRandom random) {
    return new EntryId(new UUID(random.nextLong(), random.nextLong()));
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException for every other text
   */
  public static EntryId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the id of an entry starts with " + PREFIX);
    }
    return new EntryId(KeyId.parse(KEY_PREFIX + text.substring(PREFIX.length())).value());
  }

  @Override
  public String toString() {
    return PREFIX + new KeyId(value).toString().substring(KEY_PREFIX.length());
  }
}
