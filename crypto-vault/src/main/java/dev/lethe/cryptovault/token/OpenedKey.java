package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.KeyId;
import java.lang.foreign.MemorySegment;

/**
 * A data key ready for use: its sub-keys, one per purpose, and not the data key itself. They lie
 * wherever their owner keeps them, in memory outside the heap or in an array; closing it wipes them
 * there. Whoever closes it makes sure that nobody uses it meanwhile.
 */
public final class OpenedKey implements AutoCloseable {
  private final KeyId id;
  private final MemorySegment subKeys;
  private boolean wiped;

  private OpenedKey(KeyId id, MemorySegment subKeys) {
    this.id = id;
    this.subKeys = subKeys;
  }

  /**
   * Looks at sub-keys that {@link KeyDerivation#derive} has written, and copies nothing.
   *
   * @param subKeys exactly {@link SubKeys#SIZE_BYTES} bytes, readable by the threads that use it
   */
  public static OpenedKey at(KeyId id, MemorySegment subKeys) {
    if (subKeys.byteSize() != SubKeys.SIZE_BYTES) {
      throw new IllegalArgumentException(
          "sub-keys have " + SubKeys.SIZE_BYTES + " bytes, not " + subKeys.byteSize());
    }
    return new OpenedKey(id, subKeys);
  }

  /** The same for sub-keys that stand in an array from an offset on. */
  public static OpenedKey at(KeyId id, byte[] subKeys, int offset) {
    return at(id, MemorySegment.ofArray(subKeys).asSlice(offset, SubKeys.SIZE_BYTES));
  }

  public KeyId id() {
    return id;
  }

  /** Copies the sub-keys from one place to another into an array; the caller wipes it. */
  void copy(int from, int to, byte[] target, int offset) {
    requireOpen();
    MemorySegment.copy(subKeys, from, MemorySegment.ofArray(target), offset, to - from);
  }

  void requireOpen() {
    if (wiped) {
      throw new IllegalStateException("this key has been wiped");
    }
  }

  @Override
  public void close() {
    wiped = true;
    subKeys.fill((byte) 0);
  }

  @Override
  public String toString() {
    return "OpenedKey[" + id + "]";
  }
}
