package dev.lethe.identitygraph.score;

import dev.lethe.identitygraph.Attributes;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts held in memory. The order in which profiles are counted makes no difference. Not
 * thread-safe while counting.
 */
public final class CountedFrequencies implements Frequencies {

  private final Map<Feature, Long> holders = new HashMap<>();
  private final Map<FrequencyKind, Long> populations = new EnumMap<>(FrequencyKind.class);
  private long profiles;

  /** Counts every value of one more profile. */
  public void count(Attributes profile) {
    var kinds = EnumSet.noneOf(FrequencyKind.class);
    for (var feature : Feature.of(profile)) {
      holders.merge(feature, 1L, Long::sum);
      kinds.add(feature.kind());
    }
    kinds.forEach(kind -> populations.merge(kind, 1L, Long::sum));
    profiles++;
  }

  /** Counts every profile given. */
  public static CountedFrequencies of(Iterable<Attributes> profiles) {
    var counted = new CountedFrequencies();
    profiles.forEach(counted::count);
    return counted;
  }

  @Override
  public long holders(FrequencyKind kind, String value) {
    return holders.getOrDefault(new Feature(kind, value), 0L);
  }

  @Override
  public long population(FrequencyKind kind) {
    return populations.getOrDefault(kind, 0L);
  }

  @Override
  public long profiles() {
    return profiles;
  }
}
