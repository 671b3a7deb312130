package dev.lethe.cryptovault.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Sixteen bytes as two numbers, so that a whole block is worked on at once. */
final class Block {
  static final int BYTES = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long REDUCTION = 0x87;

  private long high;
  private long low;

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  void clear() {
    high = 0;
    low = 0;
  }

  void set(Block other) {
    high = other.high;
    low = other.low;
  }

  void read(byte[] bytes, int offset) {
    high = getLong(bytes, offset);
    low = getLong(bytes, offset + Long.BYTES);
  }

  void write(byte[] bytes, int offset) {
    putLong(bytes, offset, high);
    putLong(bytes, offset + Long.BYTES, low);
  }

  void xor(Block other) {
    high ^= other.high;
    low ^= other.low;
  }

  /** Changes the bytes, not the block. */
  void xorTo(byte[] bytes, int offset) {
    putLong(bytes, offset, getLong(bytes, offset) ^ high);
    putLong(bytes, offset + Long.BYTES, getLong(bytes, offset + Long.BYTES) ^ low);
  }

  /** Takes the block times x in the field of RFC 4493, without branching on a secret. */
  void doubleInField() {
    long carry = high >> 63 & REDUCTION;
    high = high << 1 | low >>> 63;
    low = low << 1 ^ carry;
  }

  /** Compares without telling by its duration where two blocks differ. */
  boolean sameAs(Block other) {
    return ((high ^ other.high) | (low ^ other.low)) == 0;
  }

  static long getLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  static void putLong(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }
}
