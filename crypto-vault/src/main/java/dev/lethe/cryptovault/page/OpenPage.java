package dev.lethe.cryptovault.page;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key page in the clear: 256 slots of 32 bytes, a slot of zeroes being empty. Closing it wipes
 * it.
 */
final class OpenPage implements AutoCloseable {
  static final int SLOT_BYTES = 32;
  static final int PAGE_BYTES = PageId.FAN_OUT * SLOT_BYTES;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final SecretBytes slots;

  private OpenPage(SecretBytes slots) {
    this.slots = slots;
  }

  static OpenPage empty() {
    return new OpenPage(SecretBytes.takeOwnershipOf(new byte[PAGE_BYTES]));
  }

  static OpenPage of(PageId id, SecretBytes plain) {
    if (plain.length() != PAGE_BYTES) {
      throw new CorruptPageException("page " + id + " has another size");
    }
    return new OpenPage(plain);
  }

  SecretBytes borrow() {
    return slots;
  }

  static int offset(int slot) {
    return slot * SLOT_BYTES;
  }

  boolean isEmpty(int slot) {
    return isEmpty(slots.borrow(), offset(slot));
  }

  /** Whether the slot at this place of a page is empty. */
  static boolean isEmpty(byte[] page, int from) {
    long any =
        (long) LONG.get(page, from)
            | (long) LONG.get(page, from + 8)
            | (long) LONG.get(page, from + 16)
            | (long) LONG.get(page, from + 24);
    return any == 0;
  }

  /** Puts fresh keys into this slot and those behind it. */
  void fill(int slot, int count, SecureRandom random) {
    var keys = new byte[count * SLOT_BYTES];
    random.nextBytes(keys);
    System.arraycopy(keys, 0, slots.borrow(), offset(slot), keys.length);
    Arrays.fill(keys, (byte) 0);
    for (int i = slot; i < slot + count; i++) {
      while (isEmpty(i)) {
        fill(i, 1, random);
      }
    }
  }

  /** Puts this key into the slot. */
  void put(int slot, SecretBytes key) {
    if (!KeyPages.isKey(key)) {
      throw new IllegalArgumentException("a key has 32 bytes that are not all zero");
    }
    System.arraycopy(key.borrow(), 0, slots.borrow(), offset(slot), SLOT_BYTES);
  }

  void clear(int slot) {
    Arrays.fill(slots.borrow(), offset(slot), offset(slot + 1), (byte) 0);
  }

  @Override
  public void close() {
    slots.close();
  }
}
