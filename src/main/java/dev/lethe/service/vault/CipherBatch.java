package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.lease.KeyBatch;
import dev.lethe.cryptovault.token.OpenedKey;
import dev.lethe.cryptovault.token.SubKeys;
import dev.lethe.cryptovault.token.Suite;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Many values to be sealed, or tokens to be opened, without an object for each: their bytes lie one
 * behind the other in one array, and so do the results. Results stand in the order of the keys,
 * each found by the number of its item. Not safe for use by several threads at once.
 */
public final class CipherBatch implements AutoCloseable {
  private static final int FIRST_ROOM = 64;
  private static final int FIRST_BYTES = 48;

  private final KeyBatch keys;
  private final KeyNumbers numbers;
  private int size;
  private int[] keyOf;
  private Suite[] suites;
  private String[] fields;
  private int[] end;
  private byte[] bytes;

  private Outcome[] outcomes = new Outcome[0];
  private int[] resultFrom = new int[0];
  private int[] resultTo = new int[0];
  private byte[] results = new byte[0];

  public CipherBatch() {
    this(FIRST_ROOM);
  }

  /**
   * @param expected how many items it will probably have; more are no error
   */
  public CipherBatch(int expected) {
    int room = Math.max(1, expected);
    this.keys = new KeyBatch(SubKeys.SIZE_BYTES, room);
    this.numbers = new KeyNumbers(keys, room);
    this.keyOf = new int[room];
    this.suites = new Suite[room];
    this.fields = new String[room];
    this.end = new int[room];
    this.bytes = new byte[room * FIRST_BYTES];
  }

  /** What became of an item. */
  public enum Outcome {
    /** Its result is there. */
    DONE,
    FROZEN,
    DESTROYED,
    /** No such key was ever made. */
    UNKNOWN,
    /** It is no token of this key, field class and tenant. */
    INVALID
  }

  /** Adds a value to be sealed. */
  public void addValue(KeyId key, Suite suite, String fieldClass, byte[] source, int from, int to) {
    suites = size < suites.length ? suites : Arrays.copyOf(suites, 2 * size);
    suites[size] = suite;
    add(key, fieldClass, source, from, to);
  }

  /** Adds a token to be opened. */
  public void addToken(KeyId key, String fieldClass, byte[] token) {
    add(key, fieldClass, token, 0, token.length);
  }

  private void add(KeyId key, String fieldClass, byte[] source, int from, int to) {
    if (size == end.length) {
      end = Arrays.copyOf(end, 2 * size);
      keyOf = Arrays.copyOf(keyOf, 2 * size);
      fields = Arrays.copyOf(fields, 2 * size);
    }
    int at = size == 0 ? 0 : end[size - 1];
    int length = to - from;
    if (bytes.length - at < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + length));
    }
    System.arraycopy(source, from, bytes, at, length);
    keyOf[size] = numbers.of(key);
    fields[size] = fieldClass;
    end[size++] = at + length;
  }

  public int size() {
    return size;
  }

  public Outcome outcome(int item) {
    return outcomes[item];
  }

  /** The array of all results; nobody may keep it beyond {@link #close}. */
  public byte[] results() {
    return results;
  }

  public int from(int item) {
    return resultFrom[item];
  }

  public int to(int item) {
    return resultTo[item];
  }

  KeyBatch keys() {
    return keys;
  }

  Suite suite(int item) {
    return suites[item];
  }

  String field(int item) {
    return fields[item];
  }

  /** Work on one item whose key is open; it reads the one buffer and writes the other. */
  interface Item {
    Outcome work(int item, OpenedKey key, ByteBuffer in, ByteBuffer out);
  }

  /** Works on all items, those of one key together; what it did before is forgotten. */
  void each(int resultBytes, Item work) {
    prepare(resultBytes);
    var in = ByteBuffer.wrap(bytes);
    var out = ByteBuffer.wrap(results);
    var order = numbers.order(keyOf, size);
    OpenedKey key = null;
    int keyNumber = -1;
    for (int item : order) {
      if (keyOf[item] != keyNumber) {
        keyNumber = keyOf[item];
        key =
            keys.isOpen(keyNumber)
                ? OpenedKey.at(keys.id(keyNumber), keys.subKeys(keyNumber))
                : null;
      }
      in.limit(end[item]).position(item == 0 ? 0 : end[item - 1]);
      resultFrom[item] = out.position();
      outcomes[item] = key == null ? refused(keyNumber) : work.work(item, key, in, out);
      resultTo[item] = out.position();
    }
  }

  private void prepare(int resultBytes) {
    if (results.length < resultBytes) {
      results = new byte[resultBytes];
    }
    if (outcomes.length < size) {
      outcomes = new Outcome[size];
      resultFrom = new int[size];
      resultTo = new int[size];
    }
  }

  private Outcome refused(int key) {
    return switch (keys.state(key)) {
      case FROZEN -> Outcome.FROZEN;
      case DESTROYED -> Outcome.DESTROYED;
      case UNKNOWN -> Outcome.UNKNOWN;
      case OPEN, MISSING -> throw new IllegalStateException("nobody has asked for the key");
    };
  }

  /** The bytes that all tokens take once every value is sealed. */
  int sealedBytes(SealedLength length) {
    int total = 0;
    for (int i = 0; i < size; i++) {
      total += length.of(suites[i], end[i] - (i == 0 ? 0 : end[i - 1]));
    }
    return total;
  }

  /** The bytes that a token of a value takes. */
  interface SealedLength {
    int of(Suite suite, int valueBytes);
  }

  int bytes() {
    return size == 0 ? 0 : end[size - 1];
  }

  /** Overwrites values and results, in the clear as one of them is. */
  @Override
  public void close() {
    keys.close();
    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(results, (byte) 0);
    size = 0;
  }

  @Override
  public String toString() {
    return "CipherBatch[" + size + " items]";
  }
}
