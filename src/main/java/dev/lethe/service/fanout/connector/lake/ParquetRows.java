package dev.lethe.service.fanout.connector.lake;

import java.util.Map;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.IdentityPartitionConverters;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.formats.FormatModelRegistry;
import org.apache.iceberg.formats.ReadBuilder;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.util.PartitionUtil;

/** Reads the rows of one data file. */
final class ParquetRows {

  private ParquetRows() {}

  /** Every row that the filter cannot rule out, deleted rows included. */
  static CloseableIterable<Record> read(
      Table table, FileScanTask task, Schema projection, Expression filter) {
    if (task.file().format() != FileFormat.PARQUET) {
      throw new UnsupportedOperationException("data files other than Parquet cannot be read");
    }
    ReadBuilder<Record, Schema> builder =
        FormatModelRegistry.<Record, Schema>readBuilder(
                FileFormat.PARQUET, Record.class, table.io().newInputFile(task.file()))
            .project(projection)
            .idToConstant(constants(task))
            .filter(filter);
    String mapping = table.properties().get(TableProperties.DEFAULT_NAME_MAPPING);
    if (mapping != null) {
      builder = builder.withNameMapping(NameMappingParser.fromJson(mapping));
    }
    return builder.build();
  }

  /** Every row that is not deleted. */
  static CloseableIterable<Record> live(Table table, FileScanTask task, Schema projection) {
    var deletes = new GenericDeleteFilter(table.io(), task, table.schema(), projection);
    return deletes.filter(read(table, task, deletes.requiredSchema(), Expressions.alwaysTrue()));
  }

  private static Map<Integer, ?> constants(FileScanTask task) {
    return PartitionUtil.constantsMap(task, IdentityPartitionConverters::convertConstant);
  }
}
