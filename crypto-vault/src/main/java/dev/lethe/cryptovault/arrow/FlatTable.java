package dev.lethe.cryptovault.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A table of a FlatBuffer, the encoding of Arrow's metadata (flatbuffers.dev/internals). Fields go
 * by their number. Whatever points outside is refused.
 */
final class FlatTable {
  private static final int SHORT = 0xffff;

  private final ByteBuffer bytes;
  private final int at;

  private FlatTable(ByteBuffer bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  static FlatTable root(byte[] metadata, int length) throws InvalidArrowException {
    var bytes = ByteBuffer.wrap(metadata, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    return new FlatTable(bytes, 0).pointed(0);
  }

  /** Elements of a vector that stand one behind the other. */
  record Vector(FlatTable in, int first, int size) {
    /** The long at this place of a vector of longs, or of structs of longs. */
    long longAt(int place) throws InvalidArrowException {
      return in.bytes.getLong(in.within(first + Long.BYTES * place, Long.BYTES));
    }

    FlatTable tableAt(int place) throws InvalidArrowException {
      return in.pointed(first + Integer.BYTES * place);
    }
  }

  int byteOf(int field, int absent) throws InvalidArrowException {
    int place = place(field);
    return place == 0 ? absent : bytes.get(within(place, 1));
  }

  int shortOf(int field, int absent) throws InvalidArrowException {
    int place = place(field);
    return place == 0 ? absent : bytes.getShort(within(place, Short.BYTES));
  }

  int intOf(int field, int absent) throws InvalidArrowException {
    int place = place(field);
    return place == 0 ? absent : bytes.getInt(within(place, Integer.BYTES));
  }

  long longOf(int field) throws InvalidArrowException {
    int place = place(field);
    return place == 0 ? 0 : bytes.getLong(within(place, Long.BYTES));
  }

  @Nullable FlatTable table(int field) throws InvalidArrowException {
    int place = place(field);
    return place == 0 ? null : pointed(place);
  }

  FlatTable require(int field) throws InvalidArrowException {
    var table = table(field);
    if (table == null) {
      throw InvalidArrowException.malformed("The metadata lacks a part.");
    }
    return table;
  }

  @Nullable String text(int field) throws InvalidArrowException {
    var vector = vector(field, 1);
    if (place(field) == 0) {
      return null;
    }
    var text = new byte[vector.size()];
    bytes.get(vector.first(), text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The vector of this field, empty where there is none. */
  Vector vector(int field, int bytesEach) throws InvalidArrowException {
    int place = place(field);
    if (place == 0) {
      return new Vector(this, 0, 0);
    }
    int start = pointed(place).at;
    int size = bytes.getInt(within(start, Integer.BYTES));
    int first = start + Integer.BYTES;
    if (size < 0 || size > (bytes.limit() - first) / bytesEach) {
      throw outside();
    }
    return new Vector(this, first, size);
  }

  private int place(int field) throws InvalidArrowException {
    int vtable = within(at - (long) bytes.getInt(within(at, Integer.BYTES)), 2 * Short.BYTES);
    int size = bytes.getShort(vtable) & SHORT;
    int slot = 2 * Short.BYTES + Short.BYTES * field;
    if (slot + Short.BYTES > size) {
      return 0;
    }
    int offset = bytes.getShort(within(vtable + (long) slot, Short.BYTES)) & SHORT;
    return offset == 0 ? 0 : within(at + (long) offset, 1);
  }

  private FlatTable pointed(int place) throws InvalidArrowException {
    long offset = Integer.toUnsignedLong(bytes.getInt(within(place, Integer.BYTES)));
    return new FlatTable(bytes, within(place + offset, Integer.BYTES));
  }

  private int within(long place, int size) throws InvalidArrowException {
    if (place < 0 || place > bytes.limit() - size) {
      throw outside();
    }
    return (int) place;
  }

  private static InvalidArrowException outside() {
    return InvalidArrowException.malformed("The metadata points outside of itself.");
  }
}
