package dev.lethe.identitygraph.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each value of each kind was added. Not thread-safe. */
final class ValueCounts {

  private final List<Map<String, Count>> kinds =
      Arrays.stream(FrequencyKind.values()).map(kind -> newMap()).toList();

  private static final class Count {
    private long times;
  }

  private static Map<String, Count> newMap() {
    return new HashMap<>();
  }

  void add(FrequencyKind kind, String value) {
    kinds.get(kind.ordinal()).computeIfAbsent(value, fresh -> new Count()).times++;
  }

  long of(FrequencyKind kind, String value) {
    var count = kinds.get(kind.ordinal()).get(value);
    return count == null ? 0 : count.times;
  }
}
