package dev.lethe.cryptovault.lease;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Which slots a key may take: 8 in each of two sets that its id chooses. Per slot it keeps one
 * byte, zero where the slot is empty, else 8 bits of the hash, so that most slots that hold another
 * key are told apart without a look at them.
 */
final class KeySets {
  static final int WAYS = 8;
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;

  private final int sets;
  private final MemorySegment tags;

  KeySets(int sets) {
    this.sets = sets;
    this.tags = Arena.ofAuto().allocate((long) sets * Long.BYTES, Long.BYTES);
  }

  long bytes() {
    return tags.byteSize();
  }

  /** Ids are random already; this only spreads ids that somebody chose. */
  static long hash(long high, long low) {
    long mixed = high ^ low * 0x9e37_79b9_7f4a_7c15L;
    mixed = (mixed ^ mixed >>> 32) * 0xd6e8_feb8_6659_fd93L;
    return mixed ^ mixed >>> 29;
  }

  int firstSet(long hash) {
    return (int) ((hash >>> 32) * sets >>> 32);
  }

  int secondSet(long hash) {
    int second = (int) ((hash & 0xffff_ffffL) * sets >>> 32);
    return second == firstSet(hash) ? (second + 1) % sets : second;
  }

  static byte tag(long hash) {
    return (byte) Math.max(1, hash & 0xff);
  }

  /** The set's slots that may hold a key of this hash, one bit at 8 i + 7 for slot i. */
  long candidates(int set, long hash) {
    return zeroBytes(load(set) ^ (tag(hash) & 0xff) * EACH);
  }

  long empty(int set) {
    return zeroBytes(load(set));
  }

  private long load(int set) {
    return tags.get(ValueLayout.JAVA_LONG, (long) set * Long.BYTES);
  }

  private static long zeroBytes(long word) {
    return ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
  }

  /** The first slot of a non-empty set of bits. */
  static long slot(int set, long bits) {
    return (long) set * WAYS + Long.numberOfTrailingZeros(bits) / WAYS;
  }

  boolean isEmpty(long slot) {
    return (load((int) (slot / WAYS)) >>> shift(slot) & 0xff) == 0;
  }

  /** Only one thread at a time may call it. */
  void setTag(long slot, byte tag) {
    int set = (int) (slot / WAYS);
    long word = load(set) & ~(0xffL << shift(slot)) | (tag & 0xffL) << shift(slot);
    tags.set(ValueLayout.JAVA_LONG, (long) set * Long.BYTES, word);
  }

  private static int shift(long slot) {
    return (int) (slot % WAYS) * WAYS;
  }
}
