package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.lease.KeyBatch;

/** Numbers the keys of a batch, each once, and puts items in the order of their keys. */
final class KeyNumbers {
  private static final int FIRST_ROOM = 128;

  private final KeyBatch keys;
  // Open addressing: the number of a key plus one, zero where there is none.
  private int[] table;

  KeyNumbers(KeyBatch keys) {
    this(keys, FIRST_ROOM / 2);
  }

  KeyNumbers(KeyBatch keys, int expected) {
    this.keys = keys;
    this.table = new int[Integer.highestOneBit(Math.max(1, expected)) * 4];
  }

  /** The key's number; it is added to the batch at first sight. */
  int of(KeyId key) {
    if (2 * keys.size() >= table.length) {
      grow();
    }
    long high = key.value().getMostSignificantBits();
    long low = key.value().getLeastSignificantBits();
    int place = place(high, low);
    while (table[place] != 0) {
      int number = table[place] - 1;
      if (keys.low(number) == low && keys.high(number) == high) {
        return number;
      }
      place = place + 1 & table.length - 1;
    }
    int number = keys.add(high, low);
    table[place] = number + 1;
    return number;
  }

  private int place(long high, long low) {
    // Key ids are random, so their bits need no further mixing.
    return (int) (high ^ low >>> 32) & table.length - 1;
  }

  private void grow() {
    table = new int[2 * table.length];
    for (int number = 0; number < keys.size(); number++) {
      int place = place(keys.high(number), keys.low(number));
      while (table[place] != 0) {
        place = place + 1 & table.length - 1;
      }
      table[place] = number + 1;
    }
  }

  /** The items by their keys, those of one key in their own order. */
  int[] order(int[] keyOf, int items) {
    var next = new int[keys.size() + 1];
    for (int i = 0; i < items; i++) {
      next[keyOf[i] + 1]++;
    }
    for (int key = 1; key < next.length; key++) {
      next[key] += next[key - 1];
    }
    var order = new int[items];
    for (int i = 0; i < items; i++) {
      order[next[keyOf[i]]++] = i;
    }
    return order;
  }
}
