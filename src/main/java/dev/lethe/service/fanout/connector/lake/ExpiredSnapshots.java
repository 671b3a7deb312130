package dev.lethe.service.fanout.connector.lake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Remembers, in the table's own properties, which snapshots erasures expired and how old those
 * were.
 */
final class ExpiredSnapshots {

  static final String PROPERTY = "lethe.expired-snapshots";

  /** The oldest are forgotten beyond this many, so that the property stays small. */
  private static final int KEPT = 2_000;

  private ExpiredSnapshots() {}

  /** Snapshot id to sequence number. */
  static Map<Long, Long> of(Table table) {
    var known = new LinkedHashMap<Long, Long>();
    for (String entry : table.properties().getOrDefault(PROPERTY, "").split(",")) {
      int colon = entry.indexOf(':');
      if (colon > 0) {
        known.put(
            Long.parseLong(entry.substring(0, colon)), Long.parseLong(entry.substring(colon + 1)));
      }
    }
    return known;
  }

  /** Written before the snapshots go: a crash in between names too many, never too few. */
  static void remember(Table table, Collection<Snapshot> expiring) {
    Map<Long, Long> known = of(table);
    boolean news = false;
    for (Snapshot snapshot : expiring) {
      news |= known.put(snapshot.snapshotId(), snapshot.sequenceNumber()) == null;
    }
    if (news) {
      String text =
          known.entrySet().stream()
              .skip(Math.max(0, known.size() - KEPT))
              .map(entry -> entry.getKey() + ":" + entry.getValue())
              .collect(Collectors.joining(","));
      table.updateProperties().set(PROPERTY, text).commit();
    }
  }
}
