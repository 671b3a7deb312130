package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.Exported;
import dev.lethe.service.fanout.connector.RefusalReason;
import dev.lethe.service.fanout.connector.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Reads the subjects' live rows in full. */
final class Exporting {

  private final Table table;
  private final Batch batch;
  private final SubjectIndex index;
  private final Map<String, List<Map<String, @Nullable Object>>> rows = new LinkedHashMap<>();
  private long total;

  Exporting(Table table, Batch batch, SubjectIndex index) {
    this.table = table;
    this.batch = batch;
    this.index = index;
    batch.subjects().forEach(subject -> rows.put(subject.handle(), new ArrayList<>()));
  }

  Exported export() {
    if (table.currentSnapshot() == null) {
      return new Exported.Rows(rows);
    }
    var census = new Census(table, new HitScanner(table, index));
    Schema schema = exported();
    for (Census.Holding holding : census.holdings(table.currentSnapshot().snapshotId())) {
      total += holding.live().size();
      if (total > batch.maxRows()) {
        return new Refused(
            RefusalReason.GUARD_EXCEEDED,
            "the export would hold more than the %d rows it was planned for"
                .formatted(batch.maxRows()));
      }
      read(holding, schema);
    }
    return new Exported.Rows(rows);
  }

  private void read(Census.Holding holding, Schema schema) {
    SubjectIndex.Positions positions = index.positions(schema);
    try (CloseableIterable<Record> all = ParquetRows.live(table, holding.task(), schema)) {
      for (Record row : all) {
        int[] owners = index.owners(positions, row);
        if (owners != null) {
          add(owners, RowValues.map(schema.columns(), row));
        }
      }
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private void add(int[] owners, Map<String, @Nullable Object> row) {
    for (int subject : owners) {
      List<Map<String, @Nullable Object>> mine = rows.get(index.subjects().get(subject).handle());
      if (mine != null) {
        mine.add(row);
      }
    }
  }

  private Schema exported() {
    if (batch.asset().fields().isEmpty()) {
      return table.schema();
    }
    List<Types.NestedField> wanted =
        table.schema().columns().stream()
            .filter(column ->
                batch.asset().fields().contains(column.name())
                    || index.columns().contains(column.name()))
            .toList();
    return new Schema(wanted);
  }
}
