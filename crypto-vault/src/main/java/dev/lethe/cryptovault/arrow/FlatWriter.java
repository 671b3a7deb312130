package dev.lethe.cryptovault.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a FlatBuffer from its end to its start, what is pointed at before what points. A part is
 * known by its distance from the end.
 */
final class FlatWriter {
  private static final int MOST_FIELDS = 8;

  private ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
  private int free = bytes.capacity();
  private final int[] fields = new int[MOST_FIELDS];
  private int fieldsOf;

  /** Writes a text. */
  int text(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    align(Integer.BYTES, utf8.length + 1);
    putByte(0);
    free -= utf8.length;
    bytes.put(free, utf8);
    return putInt(utf8.length);
  }

  /** Writes a vector of what was written before. */
  int parts(int... parts) {
    align(Integer.BYTES, Integer.BYTES * parts.length);
    for (int i = parts.length - 1; i >= 0; i--) {
      pointTo(parts[i]);
    }
    return putInt(parts.length);
  }

  /** Writes a vector of structs of two longs. */
  int pairs(long... longs) {
    align(Long.BYTES, Long.BYTES * longs.length);
    for (int i = longs.length - 1; i >= 0; i--) {
      putLong(longs[i]);
    }
    return putInt(longs.length / 2);
  }

  void beginTable() {
    Arrays.fill(fields, 0);
    fieldsOf = written();
  }

  void field(int number, boolean value) {
    align(1, 0);
    putByte(value ? 1 : 0);
    fields[number] = written();
  }

  void byteField(int number, int value) {
    align(1, 0);
    putByte(value);
    fields[number] = written();
  }

  void shortField(int number, int value) {
    align(Short.BYTES, 0);
    putShort(value);
    fields[number] = written();
  }

  void longField(int number, long value) {
    align(Long.BYTES, 0);
    putLong(value);
    fields[number] = written();
  }

  void partField(int number, int part) {
    align(Integer.BYTES, 0);
    pointTo(part);
    fields[number] = written();
  }

  int endTable() {
    align(Integer.BYTES, Short.BYTES * (MOST_FIELDS + 2));
    int table = putInt(0);
    for (int i = MOST_FIELDS - 1; i >= 0; i--) {
      putShort(fields[i] == 0 ? 0 : table - fields[i]);
    }
    putShort(table - fieldsOf);
    putShort(Short.BYTES * (MOST_FIELDS + 2));
    bytes.putInt(bytes.capacity() - table, written() - table);
    return table;
  }

  /** The whole, a multiple of eight bytes long. */
  byte[] end(int root) {
    align(Long.BYTES, Integer.BYTES);
    pointTo(root);
    return Arrays.copyOfRange(bytes.array(), free, bytes.capacity());
  }

  private int written() {
    return bytes.capacity() - free;
  }

  /** Leaves so much that what follows after {@code more} bytes stands at a multiple of the size. */
  private void align(int size, int more) {
    int gap = -(written() + more) & size - 1;
    int needed = gap + more + Long.BYTES;
    if (free < needed) {
      int grown = 2 * bytes.capacity() + needed;
      var larger = ByteBuffer.allocate(grown).order(ByteOrder.LITTLE_ENDIAN);
      larger.put(grown - written(), bytes, free, written());
      free = grown - written();
      bytes = larger;
    }
    free -= gap;
  }

  private void pointTo(int part) {
    putInt(written() + Integer.BYTES - part);
  }

  private void putByte(int value) {
    bytes.put(--free, (byte) value);
  }

  private void putShort(int value) {
    free -= Short.BYTES;
    bytes.putShort(free, (short) value);
  }

  private int putInt(int value) {
    free -= Integer.BYTES;
    bytes.putInt(free, value);
    return written();
  }

  private void putLong(long value) {
    free -= Long.BYTES;
    bytes.putLong(free, value);
  }
}
