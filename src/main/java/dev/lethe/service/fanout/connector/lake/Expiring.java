package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.lake.Census.Holding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/** Makes the past unreachable: every snapshot but the current one, and the files only they know. */
final class Expiring {

  private final Table table;

  Expiring(Table table) {
    this.table = table;
  }

  /**
   * Expires snapshot by snapshot: an expiry by age would delete only what an expired snapshot had
   * removed itself, and so leave the bytes that the current one has just removed.
   *
   * @return how many snapshots went
   */
  int expire() {
    table.refresh();
    Set<Long> held = held();
    List<Snapshot> old = new ArrayList<>();
    table.snapshots().forEach(snapshot -> old.add(snapshot));
    old.removeIf(snapshot -> held.contains(snapshot.snapshotId()));
    if (old.isEmpty()) {
      return 0;
    }
    ExpiredSnapshots.remember(table, old);
    ExpireSnapshots expire = table.expireSnapshots();
    old.forEach(snapshot -> expire.expireSnapshotId(snapshot.snapshotId()));
    expire.commit();
    table.refresh();
    return old.size();
  }

  /**
   * Manifests name the files a commit removed, with the smallest and largest values in them, until
   * somebody writes those manifests anew.
   */
  boolean forgetRemovedFiles(String batch) {
    Snapshot current = table.currentSnapshot();
    boolean stale =
        current != null
            && current.dataManifests(table.io()).stream().anyMatch(Expiring::namesRemoved);
    if (stale) {
      table
          .rewriteManifests()
          .rewriteIf(Expiring::namesRemoved)
          .clusterBy(file -> 0)
          .set(Hiding.BATCH, batch)
          .commit();
    }
    return stale;
  }

  private static boolean namesRemoved(ManifestFile manifest) {
    Integer removed = manifest.deletedFilesCount();
    return removed == null || removed > 0;
  }

  /** Branches and tags that keep rows of the subjects alive, each as a sentence fragment. */
  List<String> pins(Census census) {
    List<String> pins = new ArrayList<>();
    long current = table.currentSnapshot().snapshotId();
    for (Map.Entry<String, SnapshotRef> ref : table.refs().entrySet()) {
      long snapshot = ref.getValue().snapshotId();
      if (snapshot != current && holds(census, snapshot)) {
        String kind = ref.getValue().isTag() ? "tag " : "branch ";
        pins.add(kind + ref.getKey() + " at snapshot " + snapshot);
      }
    }
    return pins;
  }

  private static boolean holds(Census census, long snapshot) {
    List<Holding> holdings = census.holdings(snapshot);
    return !holdings.isEmpty();
  }

  private Set<Long> held() {
    Set<Long> held = new LinkedHashSet<>();
    table.refs().values().forEach(ref -> held.add(ref.snapshotId()));
    Snapshot current = table.currentSnapshot();
    if (current != null) {
      held.add(current.snapshotId());
    }
    return held;
  }
}
