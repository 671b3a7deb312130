package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.KeyId;
import java.util.UUID;

/**
 * A row of suite 4: the token's text, what finds it again, and the value, sealed under the data key
 * of its profile. Once that key is destroyed the row is noise: its fingerprint is keyed by it too.
 *
 * @param sealed a token of suite 1 over {@code text-length(2) text value}
 */
public record StoredToken(Place place, String text, byte[] sealed) {
  /**
   * The place of a value: one in each key.
   *
   * @param fingerprint of shape, field class and value, under the key's own index key
   */
  public record Place(KeyId key, UUID fingerprint) {}

  @Override
  public String toString() {
    return "StoredToken[" + place.key() + ", " + text + "]";
  }
}
