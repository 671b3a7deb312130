package dev.lethe.cryptovault.lease;

import dev.lethe.cryptovault.KeyId;
import java.lang.foreign.MemorySegment;

/**
 * The opened keys of a process in a fixed amount of memory outside the Java heap, where no garbage
 * collection copies them and no heap dump shows them. It holds sub-keys, ready for use, and knows
 * nothing of whether they may be used: that is the lease's part.
 *
 * <p>Any number of threads read while others write. A reader gets every byte of the key it asked
 * for, or nothing; it may miss a key that is just being written. A key has 16 places, 8 in each of
 * two sets that its id chooses; when all are taken, the one that was opened first among those not
 * read lately makes room. A key that leaves is overwritten.
 *
 * <p>Java cannot lock memory (mlock), so the host must not swap.
 */
public final class KeyTable implements AutoCloseable {
  private static final byte NO_KEY = 0;
  private static final int AHEAD = 16;
  private final KeySets sets;
  private final KeySlots slots;
  private final int capacity;
  private final int subKeyBytes;
  private int size;
  private boolean closed;

  /**
   * @param keys how many it can hold; rounded up to a multiple of 8, at least 16
   * @param subKeyBytes the size of each key's sub-keys, a multiple of 8
   */
  public KeyTable(int keys, int subKeyBytes) {
    if (keys < 1 || keys > 1 << 30 || subKeyBytes < 8 || subKeyBytes % 8 != 0) {
      throw new IllegalArgumentException("no table of " + keys + " keys of " + subKeyBytes);
    }
    int count = Math.max(2, (keys - 1) / KeySets.WAYS + 1);
    this.sets = new KeySets(count);
    this.capacity = count * KeySets.WAYS;
    this.slots = new KeySlots(capacity, subKeyBytes);
    this.subKeyBytes = subKeyBytes;
  }

  public int subKeyBytes() {
    return subKeyBytes;
  }

  public int capacity() {
    return capacity;
  }

  /** How many keys it holds now. */
  public synchronized int size() {
    return size;
  }

  /** All memory it takes, however many keys it holds. */
  public long bytes() {
    return sets.bytes() + slots.bytes();
  }

  /**
   * Opens every missing key of the batch that is here and was opened at {@code notBefore} ({@link
   * System#nanoTime}) or later. Allocates nothing.
   *
   * @return how many keys of the batch are still missing
   */
  public int fill(KeyBatch batch, long notBefore) {
    int missing = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (i % AHEAD == 0) {
        fetch(batch, i, Math.min(batch.size(), i + AHEAD));
      }
      if (!batch.isMissing(i)) {
        continue;
      }
      if (read(batch.high(i), batch.low(i), notBefore, batch.memory(), batch.offset(i))) {
        batch.copied(i);
      } else {
        missing++;
      }
    }
    return missing;
  }

  /** Looks at some slots without a need, so that the processor fetches them at the same time. */
  private void fetch(KeyBatch batch, int from, int to) {
    for (int i = from; i < to; i++) {
      long hash = KeySets.hash(batch.high(i), batch.low(i));
      long first = sets.candidates(sets.firstSet(hash), hash);
      long second = sets.candidates(sets.secondSet(hash), hash);
      if (first != 0) {
        slots.fetch(KeySets.slot(sets.firstSet(hash), first));
      }
      if (second != 0) {
        slots.fetch(KeySets.slot(sets.secondSet(hash), second));
      }
    }
  }

  /** Copies the key's sub-keys to {@code into} from {@code at} on; false where it is not here. */
  public boolean read(long high, long low, long notBefore, MemorySegment into, long at) {
    long hash = KeySets.hash(high, low);
    return read(sets.firstSet(hash), high, low, notBefore, into, at)
        || read(sets.secondSet(hash), high, low, notBefore, into, at);
  }

  private boolean read(int set, long high, long low, long notBefore, MemorySegment into, long at) {
    long found = sets.candidates(set, KeySets.hash(high, low));
    for (; found != 0; found &= found - 1) {
      if (slots.read(KeySets.slot(set, found), high, low, notBefore, into, at)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Keeps every key that was opened for the batch, at {@code openedAt} ({@link System#nanoTime}) or
   * later.
   */
  public void keepFresh(KeyBatch batch, long openedAt) {
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isFresh(i)) {
        keep(batch.high(i), batch.low(i), openedAt, batch.memory(), batch.offset(i));
        batch.copied(i);
      }
    }
  }

  /**
   * Keeps a copy of the sub-keys that stand in {@code from} at {@code at}; nothing once closed.
   *
   * @param openedAt when its page was read ({@link System#nanoTime}), or earlier
   */
  public synchronized void keep(long high, long low, long openedAt, MemorySegment from, long at) {
    if (closed) {
      return;
    }
    long hash = KeySets.hash(high, low);
    long slot = find(hash, high, low);
    if (slot < 0) {
      slot = makeRoom(hash);
      size++;
    }
    slots.write(slot, high, low, openedAt, from, at);
    sets.setTag(slot, KeySets.tag(hash));
  }

  private long find(long hash, long high, long low) {
    long slot = find(sets.firstSet(hash), hash, high, low);
    return slot >= 0 ? slot : find(sets.secondSet(hash), hash, high, low);
  }

  private long find(int set, long hash, long high, long low) {
    for (long found = sets.candidates(set, hash); found != 0; found &= found - 1) {
      long slot = KeySets.slot(set, found);
      if (slots.holds(slot, high, low)) {
        return slot;
      }
    }
    return -1;
  }

  /** An empty slot in the emptier set, or the slot of the key that leaves. */
  private long makeRoom(long hash) {
    int first = sets.firstSet(hash);
    int second = sets.secondSet(hash);
    long inFirst = sets.empty(first);
    long inSecond = sets.empty(second);
    if ((inFirst | inSecond) == 0) {
      size--;
      return leaving(first, second);
    }
    return Long.bitCount(inFirst) >= Long.bitCount(inSecond)
        ? KeySets.slot(first, inFirst)
        : KeySets.slot(second, inSecond);
  }

  private long leaving(int first, int second) {
    long victim = first * (long) KeySets.WAYS;
    for (int i = 1; i < 2 * KeySets.WAYS; i++) {
      int set = i < KeySets.WAYS ? first : second;
      long slot = set * (long) KeySets.WAYS + i % KeySets.WAYS;
      victim = slots.leavesBefore(slot, victim) ? slot : victim;
    }
    age(first);
    age(second);
    return victim;
  }

  private void age(int set) {
    for (int way = 0; way < KeySets.WAYS; way++) {
      slots.markUnused(set * (long) KeySets.WAYS + way);
    }
  }

  /** Wipes the key if it is here. A read that begins afterwards does not find it. */
  public synchronized void remove(KeyId key) {
    long high = key.value().getMostSignificantBits();
    long low = key.value().getLeastSignificantBits();
    long slot = find(KeySets.hash(high, low), high, low);
    if (slot >= 0) {
      remove(slot);
    }
  }

  private void remove(long slot) {
    sets.setTag(slot, NO_KEY);
    slots.wipe(slot);
    size--;
  }

  /**
   * Wipes every key that was opened before {@code notBefore}, and of those opened before {@code
   * idleSince} the ones that nobody has read since the last sweep.
   */
  public void sweep(long notBefore, long idleSince) {
    for (long slot = 0; slot < capacity; slot++) {
      if (!sets.isEmpty(slot)) {
        sweep(slot, notBefore, idleSince);
      }
    }
  }

  private synchronized void sweep(long slot, long notBefore, long idleSince) {
    if (sets.isEmpty(slot)) {
      return;
    }
    boolean idle = !slots.isUsed(slot) && slots.openedAt(slot) - idleSince < 0;
    if (idle || slots.openedAt(slot) - notBefore < 0) {
      remove(slot);
    } else {
      slots.markUnused(slot);
    }
  }

  /** Wipes every key. */
  public synchronized void clear() {
    for (long slot = 0; slot < capacity; slot++) {
      if (!sets.isEmpty(slot)) {
        remove(slot);
      }
    }
  }

  /** Wipes every key and takes no more. */
  @Override
  public synchronized void close() {
    closed = true;
    clear();
  }

  @Override
  public String toString() {
    return "KeyTable[" + size() + " of " + capacity + " keys]";
  }
}
