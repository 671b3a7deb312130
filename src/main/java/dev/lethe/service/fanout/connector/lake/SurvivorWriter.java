package dev.lethe.service.fanout.connector.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows of one data file that are alive and nobody's to erase, keeping order, partition
 * and row ids.
 */
final class SurvivorWriter {

  private final Table table;
  private final SubjectIndex index;
  private final Schema schema;
  private final SubjectIndex.Positions positions;
  private final OutputFileFactory files;

  SurvivorWriter(Table table, SubjectIndex index) {
    this.table = table;
    this.index = index;
    this.schema =
        TableForm.of(table).keepsLineage()
            ? MetadataColumns.schemaWithRowLineage(table.schema())
            : table.schema();
    this.positions = index.positions(schema);
    this.files = OutputFileFactory.builderFor(table, 1, 2).format(FileFormat.PARQUET).build();
  }

  /** The new file, or null when no row survives. */
  @Nullable DataFile write(FileScanTask task) {
    try (var rest = new Rest(task);
        CloseableIterable<Record> rows = ParquetRows.live(table, task, schema)) {
      for (Record row : rows) {
        if (index.owners(positions, row) == null) {
          rest.add(row);
        }
      }
      return rest.finish();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  /** Opens its file at the first row, for a file without rows should not be written. */
  private final class Rest implements AutoCloseable {
    private final FileScanTask task;
    private @Nullable DataWriter<Record> writer;

    Rest(FileScanTask task) {
      this.task = task;
    }

    void add(Record row) {
      if (writer == null) {
        writer = open();
      }
      writer.write(row);
    }

    private DataWriter<Record> open() {
      Integer order = task.file().sortOrderId();
      SortOrder sorted = order == null ? null : table.sortOrders().get(order);
      return new GenericFileWriterFactory.Builder(table)
          .dataFileFormat(FileFormat.PARQUET)
          .dataSchema(schema)
          .dataSortOrder(sorted == null ? SortOrder.unsorted() : sorted)
          .build()
          .newDataWriter(
              files.newOutputFile(task.spec(), task.file().partition()),
              task.spec(),
              task.file().partition());
    }

    @Nullable DataFile finish() throws IOException {
      if (writer == null) {
        return null;
      }
      writer.close();
      return writer.toDataFile();
    }

    @Override
    public void close() throws IOException {
      if (writer != null) {
        writer.close();
      }
    }
  }
}
