package dev.lethe.identitygraph.pprl;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** The encodings of one file side by side in memory, by ascending number of set bits, then id. */
final class PackedFilters {

  private static final int HALF = Clk.WORDS / 2;

  private final List<EncodedRecord> records;
  private final long[] words;
  private final int[] set;
  private final int[] setInSecondHalf;

  PackedFilters(List<EncodedRecord> unsorted) {
    records =
        unsorted.stream()
            .sorted(
                Comparator.comparingInt((EncodedRecord each) -> each.clk().cardinality())
                    .thenComparing(EncodedRecord::id))
            .toList();
    words = new long[records.size() * Clk.WORDS];
    set = new int[records.size()];
    setInSecondHalf = new int[records.size()];
    var ids = new HashSet<String>();
    for (var i = 0; i < records.size(); i++) {
      if (!ids.add(records.get(i).id())) {
        throw new IllegalArgumentException("two records of one file have the same id");
      }
      records.get(i).clk().copyTo(words, i * Clk.WORDS);
      set[i] = records.get(i).clk().cardinality();
      setInSecondHalf[i] = secondHalf(i);
    }
  }

  private int secondHalf(int i) {
    var bits = 0;
    for (var word = i * Clk.WORDS + HALF; word < (i + 1) * Clk.WORDS; word++) {
      bits += Long.bitCount(words[word]);
    }
    return bits;
  }

  int size() {
    return set.length;
  }

  String id(int i) {
    return records.get(i).id();
  }

  int set(int i) {
    return set[i];
  }

  /** The first record with at least so many set bits. */
  int firstWith(double bits) {
    var low = 0;
    var high = set.length;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (set[middle] < bits) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The likeness of two records, or 0 where it is below the threshold. */
  double dice(int i, PackedFilters other, int j, double threshold) {
    var all = set[i] + other.set[j];
    var common = common(i * Clk.WORDS, other.words, j * Clk.WORDS, HALF);
    var most = common + Math.min(setInSecondHalf[i], other.setInSecondHalf[j]);
    if (2.0 * most / all < threshold) {
      return 0;
    }
    common += common(i * Clk.WORDS + HALF, other.words, j * Clk.WORDS + HALF, Clk.WORDS - HALF);
    var dice = 2.0 * common / all;
    return dice < threshold ? 0 : dice;
  }

  private int common(int from, long[] others, int otherFrom, int count) {
    var common = 0;
    for (var k = 0; k < count; k++) {
      common += Long.bitCount(words[from + k] & others[otherFrom + k]);
    }
    return common;
  }
}
