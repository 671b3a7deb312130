package dev.lethe.service.fanout.connector.lake;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** The row ids of a table's live rows. */
final class RowIds {

  private RowIds() {}

  static Map<String, Long> byEvent(Table table) throws IOException {
    Schema schema = new Schema(table.schema().findField("event_id"), MetadataColumns.ROW_ID);
    var ids = new HashMap<String, Long>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        try (CloseableIterable<Record> rows = ParquetRows.live(table, task, schema)) {
          rows.forEach(row -> ids.put((String) row.get(0), (Long) row.get(1)));
        }
      }
    }
    return ids;
  }
}
