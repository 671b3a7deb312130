package dev.lethe.service.fanout.connector.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.InclusiveMetricsEvaluator;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * Finds the subjects' rows in data files, hidden rows included, by reading the key columns only.
 * Data files never change, so each is read once however often it is asked for.
 */
final class HitScanner {

  private final Table table;
  private final SubjectIndex index;
  private final Schema schema;
  private final SubjectIndex.Positions positions;
  private final int positionPlace;
  private final int sequencePlace;
  private final Expression filter;
  private final Map<String, List<Hit>> seen = new HashMap<>();

  HitScanner(Table table, SubjectIndex index) {
    this.table = table;
    this.index = index;
    List<Types.NestedField> fields = new ArrayList<>();
    index.columns().forEach(column -> fields.add(table.schema().findField(column)));
    fields.add(MetadataColumns.ROW_POSITION);
    this.positionPlace = fields.size() - 1;
    if (TableForm.of(table).keepsLineage()) {
      fields.add(MetadataColumns.LAST_UPDATED_SEQUENCE_NUMBER);
    }
    this.sequencePlace = fields.size() - 1;
    this.schema = new Schema(fields);
    this.positions = index.positions(schema);
    this.filter = index.filter(table.schema());
  }

  SubjectIndex index() {
    return index;
  }

  /** The subjects' rows in the task's data file, whether or not they are deleted. */
  List<Hit> hits(FileScanTask task) {
    return seen.computeIfAbsent(task.file().location(), path -> scan(task));
  }

  private List<Hit> scan(FileScanTask task) {
    if (!mayHold(task.file())) {
      return List.of();
    }
    List<Hit> hits = new ArrayList<>();
    try (CloseableIterable<Record> rows = ParquetRows.read(table, task, schema, filter)) {
      for (Record row : rows) {
        int[] owners = index.owners(positions, row);
        if (owners != null) {
          hits.add(new Hit((Long) row.get(positionPlace), owners, sequence(row)));
        }
      }
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    return List.copyOf(hits);
  }

  private long sequence(Record row) {
    boolean known = sequencePlace != positionPlace && row.get(sequencePlace) != null;
    return known ? (Long) row.get(sequencePlace) : 0;
  }

  private boolean mayHold(DataFile file) {
    return new InclusiveMetricsEvaluator(table.schema(), filter).eval(file);
  }
}
