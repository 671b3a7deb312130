package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.Located;
import dev.lethe.service.fanout.connector.Located.SubjectCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Counts each subject's rows and names every snapshot, expired ones included, the subject was live
 * in.
 */
final class Locating {

  private final Table table;
  private final String asset;
  private final SubjectIndex index;
  private final List<Set<String>> versions = new ArrayList<>();
  private final long[] firstSequence;

  Locating(Table table, String asset, SubjectIndex index) {
    this.table = table;
    this.asset = asset;
    this.index = index;
    index.subjects().forEach(subject -> versions.add(new HashSet<>()));
    this.firstSequence = new long[index.subjects().size()];
    Arrays.fill(firstSequence, Long.MAX_VALUE);
  }

  Located locate() {
    var census = new Census(table, new HitScanner(table, index));
    var tally = new SubjectTally(index.subjects());
    Snapshot current = table.currentSnapshot();
    for (Snapshot snapshot : table.snapshots()) {
      for (Census.Holding holding : census.holdings(snapshot.snapshotId())) {
        holding.live().forEach(row -> note(row, snapshot.snapshotId()));
        if (current != null && snapshot.snapshotId() == current.snapshotId()) {
          tally.add(holding.live());
        }
      }
    }
    addExpired();
    return new Located.Found(counts(tally.byHandle()), tally.total());
  }

  private void note(Hit row, long snapshot) {
    for (int subject : row.owners()) {
      versions.get(subject).add(DataVersion.of(asset, snapshot));
      firstSequence[subject] = Math.min(firstSequence[subject], row.sequence());
    }
  }

  /**
   * A snapshot that an earlier erasure expired can still be what a model was trained on. It held a
   * subject if the subject's first row came in no later; where rows do not say when they came in,
   * it is taken to have held everyone who is found.
   */
  private void addExpired() {
    ExpiredSnapshots.of(table)
        .forEach((snapshot, sequence) -> {
          for (int subject = 0; subject < firstSequence.length; subject++) {
            if (firstSequence[subject] <= sequence) {
              versions.get(subject).add(DataVersion.of(asset, snapshot));
            }
          }
        });
  }

  private Map<String, SubjectCount> counts(Map<String, Long> byHandle) {
    var result = new LinkedHashMap<String, SubjectCount>();
    for (int subject = 0; subject < versions.size(); subject++) {
      String handle = index.subjects().get(subject).handle();
      result.put(
          handle, new SubjectCount(byHandle.getOrDefault(handle, 0L), versions.get(subject)));
    }
    return result;
  }
}
