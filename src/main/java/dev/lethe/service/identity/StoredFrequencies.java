package dev.lethe.service.identity;

import dev.lethe.identitygraph.score.Feature;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.FrequencyKind;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** The counts of the values at hand, read once; other values count as never seen. */
final class StoredFrequencies implements Frequencies {
  private final Map<Feature, ByteBuffer> values;
  private final Map<ByteBuffer, Long> holders;
  private final Map<Short, Long> populations;

  private StoredFrequencies(
      Map<Feature, ByteBuffer> values,
      Map<ByteBuffer, Long> holders,
      Map<Short, Long> populations) {
    this.values = values;
    this.holders = holders;
    this.populations = populations;
  }

  static StoredFrequencies read(Sql sql, Map<Feature, ByteBuffer> values) throws SQLException {
    var holders = HashMap.<ByteBuffer, Long>newHashMap(values.size());
    var wanted = new HashSet<>(values.values()).stream().map(FeatureList::bytes).toList();
    sql.query(
        "select value, holders from value_count where value = any(?)",
        row -> holders.put(ByteBuffer.wrap(row.getBytes(1)), row.getLong(2)),
        sql.bytes(wanted));
    var populations = new HashMap<Short, Long>();
    sql.query(
        "select kind, holders from kind_count",
        row -> populations.put(row.getShort(1), row.getLong(2)));
    return new StoredFrequencies(values, holders, populations);
  }

  @Override
  public long holders(FrequencyKind kind, String value) {
    var fingerprint = values.get(new Feature(kind, value));
    return fingerprint == null ? 0 : holders.getOrDefault(fingerprint, 0L);
  }

  @Override
  public long population(FrequencyKind kind) {
    return populations.getOrDefault((short) kind.ordinal(), 0L);
  }

  @Override
  public long profiles() {
    return populations.getOrDefault(ValueCounts.EVERYONE, 0L);
  }
}
