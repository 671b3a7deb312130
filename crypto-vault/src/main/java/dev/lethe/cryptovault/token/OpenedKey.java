package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;

/**
 * A data key ready for use: its sub-keys, one per purpose, and not the data key itself. Closing it
 * wipes them.
 */
public final class OpenedKey implements AutoCloseable {
  static final int GCM = 0;
  static final int SIV = 32;
  static final int INDEX = 96;
  static final int END = 128;

  private final KeyId id;
  private final SecretBytes subKeys;

  OpenedKey(KeyId id, SecretBytes subKeys) {
    this.id = id;
    this.subKeys = subKeys;
  }

  public KeyId id() {
    return id;
  }

  byte[] borrow() {
    return subKeys.borrow();
  }

  @Override
  public void close() {
    subKeys.close();
  }

  @Override
  public String toString() {
    return "OpenedKey[" + id + "]";
  }
}
