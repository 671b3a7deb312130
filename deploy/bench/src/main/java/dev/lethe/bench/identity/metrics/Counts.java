package dev.lethe.bench.identity.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Counting of groups and of the pairs within them. */
final class Counts {

  private Counts() {}

  static <T> Map<T, Long> of(Collection<T> groups) {
    var counts = new HashMap<T, Long>();
    groups.forEach(group -> counts.merge(group, 1L, Long::sum));
    return counts;
  }

  static long pairs(long size) {
    return size * (size - 1) / 2;
  }

  static long pairs(Map<?, Long> sizes) {
    return sizes.values().stream().mapToLong(Counts::pairs).sum();
  }
}
