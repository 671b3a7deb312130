package dev.lethe.bench.feature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * Feast's value and timestamp messages, written field by field: four fields do not need a compiler.
 */
final class FeastValue {
  private static final int STRING_VAL = 2 << 3 | 2;
  private static final int INT64_VAL = 4 << 3;
  private static final int DOUBLE_VAL = 5 << 3 | 1;
  private static final int SECONDS = 1 << 3;

  private FeastValue() {}

  static byte[] of(String text) {
    byte[] bytes = FeastKey.utf8(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(STRING_VAL);
    varint(out, bytes.length);
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  static byte[] of(long number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(INT64_VAL);
    varint(out, number);
    return out.toByteArray();
  }

  static byte[] of(double number) {
    return ByteBuffer.allocate(9)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) DOUBLE_VAL)
        .putDouble(number)
        .array();
  }

  static byte[] of(Instant at) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(SECONDS);
    varint(out, at.getEpochSecond());
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
