package dev.lethe.service.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** How many profiles hold each value and each kind of value, by fingerprint. */
record FeatureCounts(LongCounts values, Map<Short, Long> kinds) {
  FeatureCounts() {
    this(new LongCounts(), new HashMap<>());
  }

  void count(byte[] features) {
    var seen = new HashSet<Short>();
    for (var entry : FeatureList.read(features).entries()) {
      values.add(SettledCounts.key(entry.value()), 1);
      seen.add(entry.kind());
    }
    seen.add(SettledCounts.EVERYONE);
    seen.forEach(kind -> kinds.merge(kind, 1L, Long::sum));
  }
}
