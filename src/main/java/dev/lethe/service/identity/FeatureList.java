package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.score.Feature;
import dev.lethe.identitygraph.score.FrequencyKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The countable values of a profile as fingerprints, each after one byte for its kind, in the order
 * in which the values are derived. So counts can be looked up and taken back without the values.
 */
record FeatureList(List<Entry> entries) {
  private static final int FINGERPRINT = 16;
  private static final FrequencyKind[] KINDS = FrequencyKind.values();

  /** One value's fingerprint. */
  record Entry(short kind, ByteBuffer value) {
    FrequencyKind frequencyKind() {
      return KINDS[kind];
    }
  }

  static FeatureList read(byte @Nullable [] bytes) {
    var entries = new ArrayList<Entry>();
    for (int at = 0; bytes != null && at < bytes.length; at += 1 + FINGERPRINT) {
      entries.add(new Entry(bytes[at], ByteBuffer.wrap(bytes, at + 1, FINGERPRINT).slice()));
    }
    return new FeatureList(entries);
  }

  /** Which fingerprint stands for which of the profile's values. */
  Map<Feature, ByteBuffer> of(Attributes profile) {
    var features = List.copyOf(Feature.of(profile));
    var named = HashMap.<Feature, ByteBuffer>newHashMap(features.size());
    // Another version of the normaliser may have derived other values: then no rarity is known.
    if (features.size() == entries.size()) {
      for (int i = 0; i < features.size(); i++) {
        named.put(features.get(i), entries.get(i).value());
      }
    }
    return named;
  }

  static byte[] bytes(ByteBuffer value) {
    var bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }
}
