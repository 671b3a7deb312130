package dev.lethe.cryptovault.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The buffers of one record batch, taken in the order of the columns. */
final class Body {
  private static final int LENGTH = 0;
  private static final int NODES = 1;
  private static final int BUFFERS = 2;
  private static final int COMPRESSION = 3;
  private static final int PAIR = 2 * Long.BYTES;

  private final byte[] array;
  private final ByteBuffer bytes;
  private final FlatTable.Vector nodes;
  private final FlatTable.Vector buffers;
  private final int rows;
  private int node;
  private int buffer;

  Body(FlatTable batch, byte[] array, int length, int mostRows) throws InvalidArrowException {
    if (batch.table(COMPRESSION) != null) {
      throw InvalidArrowException.malformed("Buffers must not be compressed.");
    }
    long size = batch.longOf(LENGTH);
    if (size < 0) {
      throw wrong();
    }
    if (size > mostRows) {
      throw InvalidArrowException.tooLarge(
          "A record batch may have at most " + mostRows + " rows.");
    }
    this.array = array;
    this.bytes = ByteBuffer.wrap(array, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    this.nodes = batch.vector(NODES, PAIR);
    this.buffers = batch.vector(BUFFERS, PAIR);
    this.rows = (int) size;
  }

  int rows() {
    return rows;
  }

  byte[] array() {
    return array;
  }

  /** A part of the body. */
  record Part(int from, int length) {}

  /** Which rows of a column are there. */
  final class Present {
    private final int from;
    private final boolean all;

    private Present(Part bits, long missing) throws InvalidArrowException {
      this.from = bits.from();
      this.all = bits.length() == 0;
      if (all ? missing != 0 : bits.length() < (rows + 7) / 8) {
        throw wrong();
      }
    }

    boolean at(int row) {
      return all || (array[from + (row >> 3)] >> (row & 7) & 1) != 0;
    }
  }

  /** Begins the next column. */
  Present column() throws InvalidArrowException {
    if (node >= nodes.size() || nodes.longAt(2 * node) != rows) {
      throw wrong();
    }
    long missing = nodes.longAt(2 * node + 1);
    node++;
    return new Present(part(), missing);
  }

  /** The next buffer. */
  Part part() throws InvalidArrowException {
    if (buffer >= buffers.size()) {
      throw wrong();
    }
    long from = buffers.longAt(2 * buffer);
    long length = buffers.longAt(2 * buffer + 1);
    buffer++;
    if (from < 0 || length < 0 || from > bytes.limit() || length > bytes.limit() - from) {
      throw wrong();
    }
    return new Part((int) from, (int) length);
  }

  /** The next buffer, which has room for so many elements. */
  Part part(int elements, int bytesEach) throws InvalidArrowException {
    var part = part();
    if (part.length() / bytesEach < elements) {
      throw wrong();
    }
    return part;
  }

  long number(Part part, int element, ArrowField.Form form) {
    int at = part.from() + element * form.bytes();
    long number =
        switch (form.bytes()) {
          case 1 -> bytes.get(at);
          case 2 -> bytes.getShort(at);
          case 4 -> bytes.getInt(at);
          default -> bytes.getLong(at);
        };
    int unused = Long.SIZE - 8 * form.bytes();
    return form.signed() ? number : number << unused >>> unused;
  }

  /** Every column has been taken; refuses what is left. */
  void end() throws InvalidArrowException {
    if (node != nodes.size() || buffer != buffers.size()) {
      throw wrong();
    }
  }

  static InvalidArrowException wrong() {
    return InvalidArrowException.malformed("A record batch does not fit its schema or its body.");
  }
}
