package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.ConnectorException;
import dev.lethe.service.fanout.connector.Depth;
import dev.lethe.service.fanout.connector.Erased;
import dev.lethe.service.fanout.connector.RefusalReason;
import dev.lethe.service.fanout.connector.Refused;
import dev.lethe.service.fanout.connector.SubjectKeys;
import dev.lethe.service.fanout.connector.lake.Census.Holding;
import dev.lethe.service.fanout.connector.lake.probe.LakeProbe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * Erases one batch from one table: hide, rewrite, expire, sweep. Every turn looks at the table as
 * it is and takes the next step it needs, so a crash, a repeat and a concurrent writer all lead to
 * the same end.
 */
final class Erasing {

  /** A table that still changes under our feet after this many turns is tried again later. */
  private static final int TURNS = 24;

  private final Table table;
  private final Batch batch;
  private final Census census;
  private final Expiring expiring;
  private final Sweeping sweeping;
  private final Hiding hiding;
  private final Rewriting rewriting;
  private final TableForm form;
  private final Map<String, Object> evidence = new TreeMap<>();
  private boolean pastIsGone;
  private int conflicts;
  private int filesRewritten;
  private int snapshotsExpired;

  Erasing(Table table, Batch batch, SubjectIndex index, Duration orphanAge, InstantSource clock) {
    this.table = table;
    this.batch = batch;
    this.census = new Census(table, new HitScanner(table, index));
    this.expiring = new Expiring(table);
    this.sweeping = new Sweeping(table, orphanAge, clock);
    this.hiding = new Hiding(table, batch);
    this.rewriting = new Rewriting(table, batch, index);
    this.form = TableForm.of(table);
  }

  Erased erase() {
    if (table.currentSnapshot() == null || nothingEver()) {
      return done(Depth.D3);
    }
    Governance.apply(table);
    for (int turn = 0; turn < TURNS; turn++) {
      Refused refused = step();
      if (refused != null) {
        return refused;
      }
      if (cleanNow()) {
        return finish();
      }
    }
    throw ConnectorException.transientTrouble(
        "table %s keeps changing".formatted(batch.asset().asset()), null);
  }

  /**
   * Whether neither the present nor any snapshot holds rows, and no earlier attempt erased some.
   */
  private boolean nothingEver() {
    if (ledger().total() > 0) {
      return false;
    }
    for (Snapshot snapshot : table.snapshots()) {
      if (!census.holdings(snapshot.snapshotId()).isEmpty()) {
        return false;
      }
    }
    return !new LakeProbe(table, batch, ReachableFiles.of(table)).manifestsTell();
  }

  private @Nullable Refused step() {
    try {
      List<Holding> holdings = census.holdings(refreshed());
      if (holdings.isEmpty()) {
        expiring.forgetRemovedFiles(batch.id());
        snapshotsExpired += expiring.expire();
        pastIsGone = true;
        return null;
      }
      pastIsGone = false;
      return reduce(holdings);
    } catch (ValidationException | CommitFailedException conflict) {
      conflicts++;
    } catch (CommitStateUnknownException unknown) {
      // Whether it happened is seen in the next turn, which looks at the table afresh.
      conflicts++;
    }
    return null;
  }

  private @Nullable Refused reduce(List<Holding> holdings) {
    long plannedOn = table.currentSnapshot().snapshotId();
    List<Holding> alive = holdings.stream().filter(holding -> !holding.live().isEmpty()).toList();
    var tally = new SubjectTally(batch.subjects());
    alive.forEach(holding -> tally.add(holding.live()));
    BatchLedger before = ledger();
    if (before.total() + tally.total() > batch.maxRows()) {
      return guardExceeded(before.total() + tally.total());
    }
    BatchLedger after = before.plus(tally, table.currentSnapshot().sequenceNumber() + 1);
    if (!form.hasDeletionVectors()) {
      rewriting.dropLive(holdings, plannedOn, after);
      filesRewritten += holdings.size();
    } else if (!alive.isEmpty()) {
      hiding.hide(alive, plannedOn, after);
    } else {
      rewriting.dropHidden(holdings, plannedOn);
      filesRewritten += holdings.size();
    }
    return null;
  }

  /**
   * Clean only when the newest snapshot is, for an append that came meanwhile conflicts with
   * nothing.
   */
  private boolean cleanNow() {
    if (!pastIsGone || !census.holdings(refreshed()).isEmpty()) {
      return false;
    }
    List<Long> free = new ArrayList<>();
    table.snapshots().forEach(snapshot -> free.add(snapshot.snapshotId()));
    table.refs().values().forEach(ref -> free.remove(Long.valueOf(ref.snapshotId())));
    return free.stream().allMatch(snapshot -> census.holdings(snapshot).isEmpty());
  }

  private Erased finish() {
    List<String> pins = expiring.pins(census);
    Sweeping.Swept swept = sweeping.sweep();
    evidence.put("orphans_removed", swept.removed());
    evidence.put("orphans_too_young", swept.tooYoung());
    if (!pins.isEmpty()) {
      return pinned(pins);
    }
    return done(swept.tooYoung() == 0 ? Depth.D3 : Depth.D2);
  }

  private Erased.Done done(Depth depth) {
    BatchLedger ledger = ledger();
    List<String> handles = batch.subjects().stream().map(SubjectKeys::handle).toList();
    return new Erased.Done(ledger.complete(handles), ledger.total(), depth, evidence());
  }

  private Refused guardExceeded(long rows) {
    return new Refused(
        RefusalReason.GUARD_EXCEEDED,
        "the batch would erase %d rows, more than the %d it was planned for"
            .formatted(rows, batch.maxRows()),
        evidence());
  }

  private Refused pinned(List<String> pins) {
    evidence.put("pinned_by", pins);
    return new Refused(
        RefusalReason.PINNED_BY_REF,
        "erased from the current table, but still kept by " + String.join(", ", pins),
        evidence());
  }

  private Map<String, Object> evidence() {
    Snapshot current = table.currentSnapshot();
    evidence.put("format_version", form.version());
    evidence.put("rows_erased", ledger().total());
    evidence.put("files_rewritten", filesRewritten);
    evidence.put("snapshots_expired", snapshotsExpired);
    evidence.put("conflicts_resolved", conflicts);
    evidence.put("final_snapshot", current == null ? "none" : Long.toString(current.snapshotId()));
    return evidence;
  }

  private BatchLedger ledger() {
    return BatchLedger.of(table, batch.id());
  }

  private long refreshed() {
    table.refresh();
    return table.currentSnapshot().snapshotId();
  }
}
