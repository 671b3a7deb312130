package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;

/** A value that is to become a token of suite 3 or 4 under a key, bound to its field class. */
public record FormOrder(Form form, KeyId key, String fieldClass, String value) {
  /** Names the key and the field class, never the value. */
  @Override
  public String toString() {
    return "FormOrder[" + form + ", " + key + ", " + fieldClass + "]";
  }
}
