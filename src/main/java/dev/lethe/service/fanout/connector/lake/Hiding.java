package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.lake.Census.Holding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.OutputFileFactory;
import org.jspecify.annotations.Nullable;

/**
 * Hides rows behind deletion vectors: one small file, one commit, and no value of anybody in it.
 */
final class Hiding {

  static final String BATCH = "lethe.batch";

  private final Table table;
  private final Batch batch;

  Hiding(Table table, Batch batch) {
    this.table = table;
    this.batch = batch;
  }

  /**
   * Hides the live rows of the holdings, or fails with a conflict if anything planned on has moved.
   */
  void hide(List<Holding> holdings, long plannedOn, BatchLedger ledger) {
    DeleteWriteResult written = write(holdings);
    LeftoverFiles.removeUnlessCommitted(
        table, written.deleteFiles(), () -> commit(written, plannedOn, ledger));
  }

  private void commit(DeleteWriteResult written, long plannedOn, BatchLedger ledger) {
    Transaction both = table.newTransaction();
    RowDelta delta =
        both.newRowDelta()
            .validateFromSnapshot(plannedOn)
            .validateDataFilesExist(written.referencedDataFiles())
            .validateDeletedFiles()
            .set(BATCH, batch.id());
    written.deleteFiles().forEach(delta::addDeletes);
    written.rewrittenDeleteFiles().forEach(delta::removeDeletes);
    delta.commit();
    ledger.write(table, batch.id(), both.updateProperties()).commit();
    both.commitTransaction();
  }

  private DeleteWriteResult write(List<Holding> holdings) {
    Map<String, Holding> byPath =
        holdings.stream()
            .collect(
                Collectors.toMap(holding -> holding.task().file().location(), Function.identity()));
    var files = OutputFileFactory.builderFor(table, 1, 1).format(FileFormat.PUFFIN).build();
    var writer = new BaseDVFileWriter(files, path -> alreadyHidden(byPath.get(path)));
    try (writer) {
      for (Holding holding : holdings) {
        var file = holding.task().file();
        for (Hit row : holding.live()) {
          writer.delete(file.location(), row.position(), holding.task().spec(), file.partition());
        }
      }
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    return writer.result();
  }

  private PositionDeleteIndex alreadyHidden(@Nullable Holding holding) {
    return holding == null || holding.task().deletes().isEmpty()
        ? PositionDeleteIndex.empty()
        : Census.deletedPositions(table, holding.task());
  }
}
