package dev.lethe.cryptovault.lease;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Slots of off-heap memory, each with one opened key: {@code stamp(4) used(4) openedAt(8) id(16)
 * sub-keys}. Any number of threads may read a slot while one writes it.
 *
 * <p>The stamp is odd while the slot is being written and grows with every write (a sequence lock).
 * A reader compares the id between two looks at the same even stamp, so it gets all bytes of the
 * key it asked for, or none.
 */
final class KeySlots {
  private static final int USED = 4;
  private static final int OPENED_AT = 8;
  private static final int ID = 16;
  private static final int SUB_KEYS = 32;
  private static final int CACHE_LINE = 64;
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private final MemorySegment memory;
  private final int subKeyBytes;
  private final long stride;

  KeySlots(long slots, int subKeyBytes) {
    this.subKeyBytes = subKeyBytes;
    this.stride = SUB_KEYS + subKeyBytes;
    // Freed by the collector, because a reader may still be at it when the table is closed.
    this.memory = Arena.ofAuto().allocate(slots * stride, CACHE_LINE);
  }

  long bytes() {
    return memory.byteSize();
  }

  /** Copies the sub-keys if the slot holds this id and was opened at {@code notBefore} or later. */
  boolean read(long slot, long high, long low, long notBefore, MemorySegment into, long at) {
    long from = slot * stride;
    int stamp = (int) INT.getAcquire(memory, from);
    if ((stamp & 1) != 0 || !holds(slot, high, low) || openedAt(slot) - notBefore < 0) {
      return false;
    }
    MemorySegment.copy(memory, from + SUB_KEYS, into, at, subKeyBytes);
    VarHandle.loadLoadFence();
    if ((int) INT.getOpaque(memory, from) != stamp) {
      into.asSlice(at, subKeyBytes).fill((byte) 0);
      return false;
    }
    markUsed(from);
    return true;
  }

  /** Touches the cache lines of a slot. */
  void fetch(long slot) {
    long from = slot * stride;
    for (long at = from; at < from + stride; at += CACHE_LINE) {
      var _ = (int) INT.getOpaque(memory, at);
    }
  }

  boolean holds(long slot, long high, long low) {
    long from = slot * stride + ID;
    return memory.get(ValueLayout.JAVA_LONG, from) == high
        && memory.get(ValueLayout.JAVA_LONG, from + Long.BYTES) == low;
  }

  long idHigh(long slot) {
    return memory.get(ValueLayout.JAVA_LONG, slot * stride + ID);
  }

  long idLow(long slot) {
    return memory.get(ValueLayout.JAVA_LONG, slot * stride + ID + Long.BYTES);
  }

  long openedAt(long slot) {
    return memory.get(ValueLayout.JAVA_LONG, slot * stride + OPENED_AT);
  }

  // Written only where it changes, so that readers on many cores share the line.
  private void markUsed(long from) {
    if (memory.get(ValueLayout.JAVA_INT, from + USED) == 0) {
      memory.set(ValueLayout.JAVA_INT, from + USED, 1);
    }
  }

  boolean isUsed(long slot) {
    return memory.get(ValueLayout.JAVA_INT, slot * stride + USED) != 0;
  }

  void markUnused(long slot) {
    memory.set(ValueLayout.JAVA_INT, slot * stride + USED, 0);
  }

  /** Overwrites whatever the slot held. Only one thread at a time may call it. */
  void write(long slot, long high, long low, long openedAt, MemorySegment subKeys, long at) {
    long from = slot * stride;
    int stamp = beginWriting(from);
    memory.set(ValueLayout.JAVA_INT, from + USED, 0);
    memory.set(ValueLayout.JAVA_LONG, from + OPENED_AT, openedAt);
    memory.set(ValueLayout.JAVA_LONG, from + ID, high);
    memory.set(ValueLayout.JAVA_LONG, from + ID + Long.BYTES, low);
    MemorySegment.copy(subKeys, at, memory, from + SUB_KEYS, subKeyBytes);
    INT.setRelease(memory, from, stamp + 1);
  }

  /** Whether this slot's key should make room before the other's. */
  boolean leavesBefore(long slot, long other) {
    return isUsed(slot) == isUsed(other) ? openedAt(slot) - openedAt(other) < 0 : isUsed(other);
  }

  /** Fills the slot with zeroes. Only one thread at a time may call it, or {@link #write}. */
  void wipe(long slot) {
    long from = slot * stride;
    int stamp = beginWriting(from);
    memory.asSlice(from + USED, stride - USED).fill((byte) 0);
    INT.setRelease(memory, from, stamp + 1);
  }

  private int beginWriting(long from) {
    int stamp = (int) INT.getOpaque(memory, from) + 1;
    INT.setOpaque(memory, from, stamp);
    VarHandle.storeStoreFence();
    return stamp;
  }
}
