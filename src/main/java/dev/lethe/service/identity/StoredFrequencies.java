package dev.lethe.service.identity;

import dev.lethe.identitygraph.score.Feature;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.FrequencyKind;
import dev.lethe.service.identity.SettledCounts.Counted;
import java.nio.ByteBuffer;
import java.util.Map;

/** The settled counts of the values at hand. */
final class StoredFrequencies implements Frequencies {
  private final Map<Feature, ByteBuffer> values;
  private final Counted counted;

  StoredFrequencies(Map<Feature, ByteBuffer> values, Counted counted) {
    this.values = values;
    this.counted = counted;
  }

  @Override
  public long holders(FrequencyKind kind, String value) {
    var fingerprint = values.get(new Feature(kind, value));
    if (fingerprint == null || profiles() == 0) {
      return 0;
    }
    // What one profile holds alone is not kept, but whoever asks holds it.
    return Math.max(1, counted.holders().of(SettledCounts.key(fingerprint)));
  }

  @Override
  public long population(FrequencyKind kind) {
    return counted.populations().getOrDefault((short) kind.ordinal(), 0L);
  }

  @Override
  public long profiles() {
    return counted.populations().getOrDefault(SettledCounts.EVERYONE, 0L);
  }

  @Override
  public boolean demoted(FrequencyKind kind, String value) {
    var fingerprint = values.get(new Feature(kind, value));
    return fingerprint != null && counted.demoted().contains(fingerprint);
  }
}
