package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;

/** A value to be sealed at random under a key, bound to its field class. */
public record Plain(KeyId key, String fieldClass, byte[] value) {
  /** Names the key and the field class, never the value. */
  @Override
  public String toString() {
    return "Plain[" + key + ", " + fieldClass + "]";
  }
}
