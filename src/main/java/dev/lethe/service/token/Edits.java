package dev.lethe.service.token;

import java.util.Arrays;

/** Which parts of a line of JSON become something else, in their order. */
final class Edits {
  /** In the place of a part: nothing. */
  static final int NOTHING = -1;

  /** In the place of a part: {@code null}. */
  static final int NULL = -2;

  private static final int FIRST_ROOM = 8;

  private int[] from = new int[FIRST_ROOM];
  private int[] to = new int[FIRST_ROOM];
  private int[] with = new int[FIRST_ROOM];
  private int size;

  int size() {
    return size;
  }

  int from(int edit) {
    return from[edit];
  }

  int to(int edit) {
    return to[edit];
  }

  /** The number of the value whose token comes here, or {@link #NOTHING} or {@link #NULL}. */
  int with(int edit) {
    return with[edit];
  }

  void replace(int start, int end, int value) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
      with = Arrays.copyOf(with, 2 * size);
    }
    from[size] = start;
    to[size] = end;
    with[size++] = value;
  }

  /**
   * Takes a property out, and the comma that would be one too many.
   *
   * @param name where its name begins
   * @param end where its value has ended
   * @param follows whether a property before it in the object stays
   */
  void remove(byte[] line, int name, int end, boolean follows) {
    int next = forward(line, end);
    boolean last = line[next] != ',';
    int start = name;
    if (size > 0 && with[size - 1] == NOTHING && to[size - 1] == name) {
      start = from[--size];
    }
    if (last && follows) {
      start = comma(line, start);
    }
    replace(start, last ? end : forward(line, next + 1), NOTHING);
  }

  private static int forward(byte[] line, int at) {
    int i = at;
    while (line[i] == ' ' || line[i] == '\t' || line[i] == '\r' || line[i] == '\n') {
      i++;
    }
    return i;
  }

  /** Between two properties there is nothing but white space and one comma. */
  private static int comma(byte[] line, int at) {
    int i = at - 1;
    while (line[i] != ',') {
      i--;
    }
    return i;
  }
}
