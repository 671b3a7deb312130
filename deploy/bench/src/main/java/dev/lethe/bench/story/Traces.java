package dev.lethe.bench.story;

import dev.lethe.bench.feature.FeatureStore;
import dev.lethe.bench.lake.EventLake;
import dev.lethe.bench.lake.RawScan;
import dev.lethe.bench.stack.Standalone;
import java.io.IOException;
import java.util.Set;

/** What is left of some people outside Lethe, counted without asking Lethe. */
record Traces(long lakeRows, long lakeRawHits, long lakeFiles, long featureKeys) {

  static Traces of(Standalone stack, Set<String> profiles, Set<String> customers, Set<String> texts)
      throws IOException {
    RawScan.Found raw = RawScan.in(stack.warehouse(), texts);
    try (EventLake lake = stack.lake();
        FeatureStore features = stack.features()) {
      return new Traces(
          lake.rows(profiles, customers), raw.hits(), raw.files(), features.keys(profiles));
    }
  }
}
