package dev.lethe.identitygraph.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each value of each kind was added. Not thread-safe. */
final class ValueCounts {

  private final List<Map<String, Integer>> kinds =
      Arrays.stream(FrequencyKind.values()).map(kind -> newMap()).toList();

  private static Map<String, Integer> newMap() {
    return new HashMap<>();
  }

  void add(FrequencyKind kind, String value) {
    // Most values are rare, and small numbers take no room of their own.
    kinds.get(kind.ordinal()).merge(value, 1, Integer::sum);
  }

  long of(FrequencyKind kind, String value) {
    return kinds.get(kind.ordinal()).getOrDefault(value, 0);
  }
}
