package dev.lethe.bench.identity.data;

import dev.lethe.bench.identity.metrics.Truth;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.normalise.RawAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Parts labelled rows into profiles under random ids and their truth. Not thread-safe. */
public final class DataSetBuilder {

  private static final long SEED = 20261122;

  private final SplittableRandom ids = new SplittableRandom(SEED);
  private final List<RawProfile> profiles = new ArrayList<>();
  private final Truth.Builder truth = new Truth.Builder();

  /** Adds a profile and whose it is; returns the id under which it goes. */
  public ProfileId add(
      String source, @Nullable String country, String person, RawAttributes attributes) {
    var id = ProfileId.next(ids);
    profiles.add(new RawProfile(id, source, country, attributes));
    truth.is(id, person);
    return id;
  }

  /** The set, shuffled. */
  public DataSet build(String name, Set<String> duplicateFreeSources) {
    Collections.shuffle(profiles, new Random(SEED));
    return new DataSet(name, profiles, duplicateFreeSources, truth.build());
  }
}
