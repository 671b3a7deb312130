package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.Suite;

/** A value that is to become a token of a suite, under a key, bound to its field class. */
public record TokenOrder(Suite suite, KeyId key, String fieldClass, byte[] value) {
  /** Names the key and the field class, never the value. */
  @Override
  public String toString() {
    return "TokenOrder[" + suite + ", " + key + ", " + fieldClass + "]";
  }
}
