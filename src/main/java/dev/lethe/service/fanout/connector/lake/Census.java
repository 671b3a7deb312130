package dev.lethe.service.fanout.connector.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.BaseDeleteLoader;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Tells which files of a snapshot hold the subjects' rows, and which of those rows are still alive
 * there.
 */
final class Census {

  private final Table table;
  private final HitScanner scanner;

  Census(Table table, HitScanner scanner) {
    this.table = table;
    this.scanner = scanner;
  }

  /**
   * A data file with rows of subjects in it.
   *
   * @param hits all of their rows in the file, hidden or not
   * @param live those that a query of the snapshot returns
   */
  record Holding(FileScanTask task, List<Hit> hits, List<Hit> live) {}

  /** The files of a snapshot that hold rows of subjects. */
  List<Holding> holdings(long snapshot) {
    var found = new ArrayList<Holding>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot).includeColumnStats().planFiles()) {
      for (FileScanTask task : tasks) {
        List<Hit> hits = scanner.hits(task);
        if (!hits.isEmpty()) {
          found.add(new Holding(task, hits, live(task, hits)));
        }
      }
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    return found;
  }

  private List<Hit> live(FileScanTask task, List<Hit> hits) {
    if (task.deletes().isEmpty()) {
      return hits;
    }
    boolean byValue =
        task.deletes().stream().anyMatch(file -> file.content() == FileContent.EQUALITY_DELETES);
    if (byValue) {
      Set<Long> alive = livePositions(task);
      return hits.stream().filter(hit -> alive.contains(hit.position())).toList();
    }
    PositionDeleteIndex deleted = deletedPositions(table, task);
    return hits.stream().filter(hit -> !deleted.isDeleted(hit.position())).toList();
  }

  /** The positions of a task's file that position deletes or a deletion vector hide. */
  static PositionDeleteIndex deletedPositions(Table table, FileScanTask task) {
    List<DeleteFile> byPosition =
        task.deletes().stream()
            .filter(file -> file.content() == FileContent.POSITION_DELETES)
            .toList();
    return new BaseDeleteLoader(file -> table.io().newInputFile(file))
        .loadPositionDeletes(byPosition, task.file().location());
  }

  private Set<Long> livePositions(FileScanTask task) {
    var alive = new HashSet<Long>();
    try (CloseableIterable<Record> rows =
        ParquetRows.live(table, task, new Schema(MetadataColumns.ROW_POSITION))) {
      rows.forEach(row -> alive.add((Long) row.get(0)));
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    return alive;
  }
}
