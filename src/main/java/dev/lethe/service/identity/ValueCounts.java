package dev.lethe.service.identity;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps count of how many profiles hold a value. What a profile counts for is remembered with it.
 */
final class ValueCounts {
  /** Stands among the kinds for "any profile at all". */
  static final short EVERYONE = -1;

  private final Map<FeatureList.Entry, Long> values = new HashMap<>();
  private final Map<Short, Long> kinds = new HashMap<>();

  /** A profile no longer counts for what it was counted for. */
  void takeBack(byte @Nullable [] counted) {
    if (counted != null) {
      add(FeatureList.read(counted), -1);
    }
  }

  void count(byte[] features) {
    add(FeatureList.read(features), 1);
  }

  private void add(FeatureList features, long change) {
    var seen = new HashSet<Short>();
    for (var entry : features.entries()) {
      values.merge(entry, change, Long::sum);
      seen.add(entry.kind());
    }
    seen.add(EVERYONE);
    seen.forEach(kind -> kinds.merge(kind, change, Long::sum));
  }

  /** Writes the changes; called under the resolution lock. */
  void write(Sql sql) throws SQLException {
    var changed = values.entrySet().stream().filter(entry -> entry.getValue() != 0).toList();
    sql.update(
        "insert into value_count (value, kind, holders)"
            + " select * from unnest(?::bytea[], ?::int2[], ?::int8[]) order by 1"
            + " on conflict (value) do update"
            + " set holders = value_count.holders + excluded.holders",
        sql.bytes(changed.stream().map(entry -> bytes(entry.getKey())).toList()),
        sql.shorts(changed.stream().map(entry -> entry.getKey().kind()).toList()),
        sql.longs(changed.stream().map(Map.Entry::getValue).toList()));
    var fewer = changed.stream().filter(entry -> entry.getValue() < 0).toList();
    if (!fewer.isEmpty()) {
      sql.update(
          "delete from value_count where holders <= 0 and value = any(?)",
          sql.bytes(fewer.stream().map(entry -> bytes(entry.getKey())).toList()));
    }
    writeKinds(sql);
  }

  private void writeKinds(Sql sql) throws SQLException {
    Collection<Short> named = List.copyOf(kinds.keySet());
    sql.update(
        "insert into kind_count (kind, holders) select * from unnest(?::int2[], ?::int8[])"
            + " on conflict (kind) do update set holders = kind_count.holders + excluded.holders",
        sql.shorts(named),
        sql.longs(named.stream().map(kind -> kinds.getOrDefault(kind, 0L)).toList()));
  }

  private static byte[] bytes(FeatureList.Entry entry) {
    ByteBuffer value = entry.value();
    return FeatureList.bytes(value);
  }
}
