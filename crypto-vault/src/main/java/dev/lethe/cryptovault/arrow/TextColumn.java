package dev.lethe.cryptovault.arrow;

/**
 * Texts of one batch, each a part of an array that may hold others besides. Whether they are UTF-8
 * nobody has looked at.
 */
public final class TextColumn {
  private static final int MISSING = -1;

  private final byte[] bytes;
  private final int[] from;
  private final int[] to;

  TextColumn(byte[] bytes, int size) {
    this.bytes = bytes;
    this.from = new int[size];
    this.to = new int[size];
  }

  void put(int row, int first, int end) {
    from[row] = first;
    to[row] = end;
  }

  void putMissing(int row) {
    from[row] = MISSING;
  }

  /** How many there are. */
  public int size() {
    return from.length;
  }

  /** Whether there is none in this place. */
  public boolean isMissing(int row) {
    return from[row] == MISSING;
  }

  /** The array of all texts, valid until the next batch is read. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where a text begins. */
  public int from(int row) {
    return from[row];
  }

  /** Where a text ends. */
  public int to(int row) {
    return to[row];
  }
}
