package dev.lethe.service.fanout.connector.lake.probe;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.SubjectKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** Counts rows as any query would return them. */
final class QueryProbe {

  private final Table table;
  private final Batch batch;
  private final List<Map.Entry<String, String>> keys;
  private final Map<String, Map<String, Set<String>>> handlesByKind = new LinkedHashMap<>();

  QueryProbe(Table table, Batch batch) {
    this.table = table;
    this.batch = batch;
    this.keys = List.copyOf(batch.asset().subjectKeyFields().entrySet());
    for (Map.Entry<String, String> key : keys) {
      Map<String, Set<String>> owners = new LinkedHashMap<>();
      for (SubjectKeys subject : batch.subjects()) {
        for (String value : subject.values(key.getKey())) {
          owners.computeIfAbsent(value, v -> new HashSet<>()).add(subject.handle());
        }
      }
      handlesByKind.put(key.getKey(), owners);
    }
  }

  Map<String, Long> remaining() {
    Map<String, Long> remaining = new LinkedHashMap<>();
    batch.subjects().forEach(subject -> remaining.put(subject.handle(), 0L));
    if (table.currentSnapshot() == null) {
      return remaining;
    }
    String[] columns = keys.stream().map(Map.Entry::getValue).distinct().toArray(String[]::new);
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).select(columns).build()) {
      for (Record row : rows) {
        owners(row).forEach(handle -> remaining.merge(handle, 1L, Long::sum));
      }
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    return remaining;
  }

  private Set<String> owners(Record row) {
    Set<String> owners = new HashSet<>();
    for (Map.Entry<String, String> key : keys) {
      Object value = row.getField(key.getValue());
      if (value != null) {
        owners.addAll(
            handlesByKind
                .getOrDefault(key.getKey(), Map.of())
                .getOrDefault(value.toString(), Set.of()));
      }
    }
    return owners;
  }
}
