package dev.lethe.service.fanout.connector.featurestore;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the few protobuf messages that the tests need. */
final class Protobuf {

  private Protobuf() {}

  static byte[] string(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bytes(int field, byte[] value) {
    var out = new ByteArrayOutputStream();
    varint(out, (long) field << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
    return out.toByteArray();
  }

  static byte[] integer(int field, long value) {
    var out = new ByteArrayOutputStream();
    varint(out, (long) field << 3);
    varint(out, value);
    return out.toByteArray();
  }

  static byte[] real(int field, double value) {
    var out = new ByteArrayOutputStream();
    varint(out, (long) field << 3 | 1);
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
    return out.toByteArray();
  }

  static byte[] real(int field, float value) {
    var out = new ByteArrayOutputStream();
    varint(out, (long) field << 3 | 5);
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
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
