package dev.lethe.cryptovault.lease;

import dev.lethe.cryptovault.KeyId;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.UUID;

/**
 * The keys of one batch: which they are, whether each can be used, and the sub-keys of those that
 * can, outside the Java heap. A worker keeps its batch and uses it again and again; {@link #forget}
 * wipes the sub-keys after each use. Not safe for use by several threads at once.
 */
public final class KeyBatch implements AutoCloseable {
  private static final int FIRST_ROOM = 64;
  private static final State[] STATES = State.values();
  private static final byte FRESH = 0x40;

  private final int subKeyBytes;
  private long[] ids;
  private byte[] states;
  private MemorySegment subKeys;
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
    this(subKeyBytes, FIRST_ROOM);
  }

  /**
   * @param expected how many keys it will probably have; more are no error
   */
  public KeyBatch(int subKeyBytes, int expected) {
    int room = Math.max(1, expected);
    this.subKeyBytes = subKeyBytes;
    this.ids = new long[2 * room];
    this.states = new byte[room];
    this.subKeys = memory(room);
  }

  private MemorySegment memory(int keys) {
    return Arena.ofAuto().allocate((long) keys * subKeyBytes, Long.BYTES);
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
    var former = subKeys;
    ids = Arrays.copyOf(ids, 2 * ids.length);
    states = Arrays.copyOf(states, 2 * states.length);
    subKeys = memory(states.length);
    MemorySegment.copy(former, 0, subKeys, 0, former.byteSize());
    former.fill((byte) 0);
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
    return STATES[states[key] & ~FRESH];
  }

  public boolean isOpen(int key) {
    return (states[key] & ~FRESH) == State.OPEN.ordinal();
  }

  public boolean isMissing(int key) {
    return states[key] == 0;
  }

  /** Says why the key cannot be used. */
  public void refuse(int key, State why) {
    states[key] = (byte) why.ordinal();
  }

  /** Says that whoever opened the key has written its sub-keys to {@link #subKeys(int)}. */
  public void opened(int key) {
    states[key] = (byte) (State.OPEN.ordinal() | FRESH);
  }

  /** Whether the key was opened for this batch and has not been kept yet. */
  boolean isFresh(int key) {
    return (states[key] & FRESH) != 0;
  }

  void copied(int key) {
    states[key] = (byte) State.OPEN.ordinal();
  }

  /** The place of a key's sub-keys; another one once a key was added. */
  public MemorySegment subKeys(int key) {
    return subKeys.asSlice(offset(key), subKeyBytes);
  }

  /** The memory of all sub-keys, those of a key from its {@link #offset} on. */
  MemorySegment memory() {
    return subKeys;
  }

  long offset(int key) {
    return (long) key * subKeyBytes;
  }

  /** Wipes the sub-keys and makes every key missing again. */
  public void forget() {
    subKeys.asSlice(0, offset(size)).fill((byte) 0);
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
