package dev.lethe.identitygraph.score;

import dev.lethe.identitygraph.Attributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The countable values of one profile after the other, each once; there are few, so looking through
 * them is quicker than a set. Not thread-safe.
 */
final class DistinctValues {

  private final List<FrequencyKind> kinds = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /** Forgets the profile before and takes this one. */
  void of(Attributes profile) {
    kinds.clear();
    values.clear();
    Feature.each(profile, this::add);
  }

  private void add(FrequencyKind kind, String value) {
    for (var k = kinds.size() - 1; k >= 0; k--) {
      if (kinds.get(k) == kind && values.get(k).equals(value)) {
        return;
      }
    }
    kinds.add(kind);
    values.add(value);
  }

  void each(BiConsumer<FrequencyKind, String> taker) {
    for (var k = 0; k < kinds.size(); k++) {
      taker.accept(kinds.get(k), values.get(k));
    }
  }

  Set<FrequencyKind> kinds() {
    return kinds.isEmpty() ? EnumSet.noneOf(FrequencyKind.class) : EnumSet.copyOf(kinds);
  }
}
