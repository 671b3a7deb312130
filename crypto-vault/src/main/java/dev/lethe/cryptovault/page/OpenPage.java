package dev.lethe.cryptovault.page;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key page in the clear: 256 slots of 32 bytes, a slot of zeroes being empty. Closing it wipes
 * it.
 */
final class OpenPage implements AutoCloseable {
  static final int SLOT_BYTES = 32;
  private static final int PAGE_BYTES = PageId.FAN_OUT * SLOT_BYTES;
  private static final byte[] EMPTY = new byte[SLOT_BYTES];

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

  boolean isEmpty(int slot) {
    int from = slot * SLOT_BYTES;
    return Arrays.equals(slots.borrow(), from, from + SLOT_BYTES, EMPTY, 0, SLOT_BYTES);
  }

  SecretBytes takeCopyOf(int slot) {
    return SecretBytes.takeCopyOf(slots.borrow(), slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES);
  }

  void fill(int slot, SecureRandom random) {
    var key = new byte[SLOT_BYTES];
    do {
      random.nextBytes(key);
    } while (Arrays.equals(key, EMPTY));
    System.arraycopy(key, 0, slots.borrow(), slot * SLOT_BYTES, SLOT_BYTES);
    Arrays.fill(key, (byte) 0);
  }

  void clear(int slot) {
    Arrays.fill(slots.borrow(), slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES, (byte) 0);
  }

  @Override
  public void close() {
    slots.close();
  }
}
