package dev.lethe.bench.identity.data;

import dev.lethe.bench.identity.metrics.Truth;
import java.util.List;
import java.util.Set;

/**
 * Labelled profiles. Ids are random and the order is shuffled, both by a fixed seed, so that
 * neither tells who is who.
 *
 * @param profiles what resolving may see
 * @param duplicateFreeSources sources in which nobody stands twice
 * @param truth who is who, for the metrics only
 */
public record DataSet(
    String name, List<RawProfile> profiles, Set<String> duplicateFreeSources, Truth truth) {

  public DataSet {
    profiles = List.copyOf(profiles);
    duplicateFreeSources = Set.copyOf(duplicateFreeSources);
  }
}
