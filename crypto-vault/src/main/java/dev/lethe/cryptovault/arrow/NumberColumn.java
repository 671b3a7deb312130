package dev.lethe.cryptovault.arrow;

/** Whole numbers of one batch. */
public final class NumberColumn {
  private final long[] numbers;
  private final boolean[] missing;

  NumberColumn(int size) {
    this.numbers = new long[size];
    this.missing = new boolean[size];
  }

  void put(int row, long number) {
    numbers[row] = number;
  }

  void putMissing(int row) {
    missing[row] = true;
  }

  /** Whether there is none in this place. */
  public boolean isMissing(int row) {
    return missing[row];
  }

  /** The number in this place; beyond 63 bits it is negative. */
  public long get(int row) {
    return numbers[row];
  }
}
