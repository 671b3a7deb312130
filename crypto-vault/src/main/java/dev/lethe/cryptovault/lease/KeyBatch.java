package dev.lethe.cryptovault.lease;

import dev.lethe.cryptovault.KeyId;
import java.util.Arrays;
import java.util.UUID;

/**
 * The keys of one batch: which they are, whether each can be used, and the sub-keys of those that
 * can, one behind the other in one array that the token engine reads from. A worker keeps its batch
 * and fills it again and again; {@link #clear} wipes the sub-keys after every use. Not safe for use
 * by several threads at once.
 */
public final class KeyBatch implements AutoCloseable {
  private static final int FIRST_ROOM = 16;
  private static final State[] STATES = State.values();

  private final int subKeyBytes;
  private long[] ids = new long[2 * FIRST_ROOM];
  private byte[] states = new byte[FIRST_ROOM];
  private byte[] subKeys;
  private int size;

  /** Whether a key can be used. */
  public enum State {
    /** Nobody has said yet. */
    MISSING,
    /** Its sub-keys are here. */
    OPEN,
    FROZEN,
    DESTROYED,
    /** No such key was ever made. */
    UNKNOWN
  }

  /**
   * @param subKeyBytes as in the {@link KeyTable} that fills it
   */
  public KeyBatch(int subKeyBytes) {
    this.subKeyBytes = subKeyBytes;
    this.subKeys = new byte[FIRST_ROOM * subKeyBytes];
  }

  /** Adds a key, missing as yet, and returns its number; numbers count up from 0. */
  public int add(long high, long low) {
    if (size == states.length) {
      grow();
    }
    ids[2 * size] = high;
    ids[2 * size + 1] = low;
    states[size] = 0;
    return size++;
  }

  public int add(KeyId key) {
    return add(key.value().getMostSignificantBits(), key.value().getLeastSignificantBits());
  }

  private void grow() {
    ids = Arrays.copyOf(ids, 2 * ids.length);
    states = Arrays.copyOf(states, 2 * states.length);
    var former = subKeys;
    subKeys = Arrays.copyOf(former, Math.multiplyExact(2, former.length));
    Arrays.fill(former, (byte) 0);
  }

  public int size() {
    return size;
  }

  public long high(int key) {
    return ids[2 * key];
  }

  public long low(int key) {
    return ids[2 * key + 1];
  }

  public KeyId id(int key) {
    return new KeyId(new UUID(high(key), low(key)));
  }

  public State state(int key) {
    return STATES[states[key]];
  }

  public boolean isOpen(int key) {
    return states[key] == (byte) State.OPEN.ordinal();
  }

  boolean isMissing(int key) {
    return states[key] == 0;
  }

  /** Says why the key cannot be used, or, once its sub-keys stand at its offset, that it can. */
  public void mark(int key, State state) {
    states[key] = (byte) state.ordinal();
  }

  void markOpen(int key) {
    mark(key, State.OPEN);
  }

  /**
   * The array of all sub-keys, those of a key from its {@link #offset} on. Another one once a key
   * was added; nobody may keep it beyond {@link #clear}.
   */
  public byte[] borrow() {
    return subKeys;
  }

  public int offset(int key) {
    return key * subKeyBytes;
  }

  /** Wipes the sub-keys and makes every key missing again; the keys stay. */
  public void forget() {
    Arrays.fill(subKeys, 0, size * subKeyBytes, (byte) 0);
    Arrays.fill(states, 0, size, (byte) 0);
  }

  /** Wipes the sub-keys and drops the keys. */
  public void clear() {
    forget();
    size = 0;
  }

  @Override
  public void close() {
    clear();
  }

  @Override
  public String toString() {
    return "KeyBatch[" + size + " keys]";
  }
}
