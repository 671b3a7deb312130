package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.lake.Census.Holding;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.util.ContentFileUtil;
import org.apache.iceberg.util.DataFileSet;
import org.apache.iceberg.util.DeleteFileSet;

/** Writes hit files anew without the subjects' rows and swaps them in with one commit. */
final class Rewriting {

  private final Table table;
  private final Batch batch;
  private final SurvivorWriter survivors;

  Rewriting(Table table, Batch batch, SubjectIndex index) {
    this.table = table;
    this.batch = batch;
    this.survivors = new SurvivorWriter(table, index);
  }

  /** Swaps files whose subject rows are all hidden already: what queries return stays the same. */
  void dropHidden(List<Holding> holdings, long plannedOn) {
    var swap = new Swap(holdings);
    RewriteFiles rewrite =
        table
            .newRewrite()
            .rewriteFiles(swap.oldData, swap.oldDeletes, swap.newData, DeleteFileSet.create())
            .validateFromSnapshot(plannedOn)
            .set(Hiding.BATCH, batch.id());
    LeftoverFiles.removeUnlessCommitted(table, swap.newData, rewrite::commit);
  }

  /** Swaps files and thereby deletes the subjects' rows, for tables without deletion vectors. */
  void dropLive(List<Holding> holdings, long plannedOn, BatchLedger ledger) {
    var swap = new Swap(holdings);
    LeftoverFiles.removeUnlessCommitted(
        table, swap.newData, () -> overwrite(swap, plannedOn, ledger));
  }

  private void overwrite(Swap swap, long plannedOn, BatchLedger ledger) {
    Transaction both = table.newTransaction();
    OverwriteFiles overwrite =
        both.newOverwrite()
            .deleteFiles(swap.oldData, swap.oldDeletes)
            .validateFromSnapshot(plannedOn)
            .validateNoConflictingDeletes()
            .set(Hiding.BATCH, batch.id());
    swap.newData.forEach(overwrite::addFile);
    overwrite.commit();
    ledger.write(table, batch.id(), both.updateProperties()).commit();
    both.commitTransaction();
  }

  private final class Swap {
    private final DataFileSet oldData = DataFileSet.create();
    private final DeleteFileSet oldDeletes = DeleteFileSet.create();
    private final DataFileSet newData = DataFileSet.create();

    Swap(List<Holding> holdings) {
      for (Holding holding : holdings) {
        oldData.add(holding.task().file());
        for (DeleteFile delete : holding.task().deletes()) {
          if (ContentFileUtil.isFileScoped(delete)) {
            oldDeletes.add(delete);
          }
        }
        DataFile rest = survivors.write(holding.task());
        if (rest != null) {
          newData.add(rest);
        }
      }
    }
  }
}
