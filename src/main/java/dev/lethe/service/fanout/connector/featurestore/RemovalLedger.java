package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.Batch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch set out to remove, kept beside the features before anything is removed, so that a
 * repeated batch still knows its figures. Holds handles and counts only, and ends by itself.
 */
final class RemovalLedger {

  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final String TOTAL = "total";

  private final OnlineStore store;
  private final String key;
  private final Batch batch;

  RemovalLedger(OnlineStore store, String project, Batch batch) {
    this.store = store;
    this.key = "lethe:erased:" + project + ":" + batch.asset().asset() + ":" + batch.id();
    this.batch = batch;
  }

  /** Entities by handle, and in all. */
  record Figures(Map<String, Long> subjects, long total) {}

  /** What an earlier attempt wrote down, or what is found now where that is more. */
  Figures write(List<FoundEntity> found) {
    Map<String, String> before = store.read(key);
    Map<String, Long> now = new LinkedHashMap<>();
    batch.subjects().forEach(subject -> now.put(subject.handle(), 0L));
    found.forEach(entity -> entity.owners().forEach(owner -> now.merge(owner, 1L, Long::sum)));
    now.replaceAll((handle, count) -> Math.max(count, number(before, "of:" + handle)));
    long total = Math.max(found.size(), number(before, TOTAL));
    if (!found.isEmpty()) {
      var fields = new LinkedHashMap<String, String>();
      now.forEach((handle, count) -> fields.put("of:" + handle, Long.toString(count)));
      fields.put(TOTAL, Long.toString(total));
      store.write(key, fields, LIFETIME);
    }
    return new Figures(now, total);
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }
}
