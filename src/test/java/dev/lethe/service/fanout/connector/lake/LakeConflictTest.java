package dev.lethe.service.fanout.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.Depth;
import dev.lethe.service.fanout.connector.Erased;
import dev.lethe.service.fanout.connector.RefusalReason;
import dev.lethe.service.fanout.connector.Refused;
import dev.lethe.service.fanout.connector.SubjectKeys;
import dev.lethe.service.fanout.connector.Verified;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.events.Listeners;
import org.apache.iceberg.events.ScanEvent;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others write to the table while Lethe erases from it, or hold on to its past. */
class LakeConflictTest {

  private final LakeFixture lake;
  private final String alice;
  private final Batch batch;
  private final AtomicInteger scans = new AtomicInteger();

  LakeConflictTest(@TempDir Path folder) {
    lake = new LakeFixture(folder, "PT24H");
    alice = lake.id("prf_");
    SubjectKeys keys = LakeFixture.subject("s-alice", alice, lake.id("cus_"));
    batch = LakeFixture.batch("b", keys);
  }

  @BeforeEach
  void fill() throws IOException {
    lake.createEvents(3, Map.of());
    lake.append(rows(5));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private List<Record> rows(int ofAlice) {
    List<Record> rows = new ArrayList<>();
    for (int i = 0; i < ofAlice; i++) {
      rows.add(lake.event(alice, "cus_a", i % 2));
      rows.add(lake.event(lake.id("prf_"), "cus_b", i % 2));
    }
    return rows;
  }

  /**
   * Runs something between planning on a snapshot and committing: a scan tells when it has begun.
   */
  private void atScan(int number, IoAction action) {
    String name = lake.events().name();
    Listeners.register(
        event -> {
          if (event.tableName().equals(name) && scans.incrementAndGet() == number) {
            action.run();
          }
        },
        ScanEvent.class);
  }

  private interface IoAction {
    void io() throws IOException;

    default void run() {
      try {
        io();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  void appendBetweenPlanAndCommitIsCaught() {
    // Scan 1 looks at the past; scan 2 plans what is hidden.
    atScan(2, () -> lake.append(rows(3)));
    var done = (Erased.Done) lake.connector().erase(batch);
    assertThat(scans.get()).isGreaterThan(2);
    assertThat(done.total()).isEqualTo(8);
    assertClean();
  }

  @Test
  void appendDuringTheRewriteIsCaught() {
    atScan(3, () -> lake.append(rows(2)));
    atScan(6, () -> lake.append(rows(1)));
    var done = (Erased.Done) lake.connector().erase(batch);
    assertThat(done.total()).isGreaterThanOrEqualTo(7);
    assertClean();
  }

  @Test
  void fileThatSomebodyCompactsMeanwhileIsPlannedAnew() {
    atScan(2, this::compact);
    var done = (Erased.Done) lake.connector().erase(batch);
    assertThat(done.total()).isEqualTo(5);
    assertThat((Integer) done.evidence().getOrDefault("conflicts_resolved", 0)).isPositive();
    assertClean();
  }

  /** Rewrites every file as it is, which is what a compaction of one file amounts to. */
  private void compact() throws IOException {
    Table table = lake.events();
    var nobody = LakeFixture.batch("x", LakeFixture.subject("s", "prf_none", "cus_none"));
    var copier = new SurvivorWriter(table, new SubjectIndex(nobody));
    var rewrite = table.newRewrite();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        var copy = copier.write(task);
        assertThat(copy).isNotNull();
        rewrite.rewriteFiles(Set.of(task.file()), copy == null ? Set.of() : Set.of(copy));
      }
    }
    rewrite.commit();
  }

  @Test
  void tagThatKeepsTheSubjectIsReportedAndNamed() {
    Table table = lake.events();
    table.manageSnapshots().createTag("audit-2026", table.currentSnapshot().snapshotId()).commit();
    var refused = (Refused) lake.connector().erase(batch);
    assertThat(refused.reason()).isEqualTo(RefusalReason.PINNED_BY_REF);
    assertThat(refused.detail()).contains("tag audit-2026");
    assertThat(refused.evidence()).containsEntry("rows_erased", 5L);
    var probed = (Verified.Probed) lake.connector().verify(batch);
    assertThat(probed.subjects()).containsEntry("s-alice", 0L);
    assertThat(probed.rawHits()).isPositive();
    assertThat(probed.depth()).isEqualTo(Depth.D1);

    lake.events().manageSnapshots().removeTag("audit-2026").commit();
    var done = (Erased.Done) lake.connector().erase(batch);
    assertThat(done.total()).isEqualTo(5);
    assertClean();
  }

  @Test
  void tagFromBeforeTheSubjectCameDoesNotMatter() throws IOException {
    lake.drop();
    lake.createEvents(3, Map.of());
    lake.append(rows(0));
    lake.append(List.of(lake.event(lake.id("prf_"), "cus_b", 0)));
    Table table = lake.events();
    table.manageSnapshots().createTag("v1", table.currentSnapshot().snapshotId()).commit();
    lake.append(rows(4));
    var done = (Erased.Done) lake.connector().erase(batch);
    assertThat(done.total()).isEqualTo(4);
    assertThat(lake.events().refs()).containsKey("v1");
    assertClean();
  }

  private void assertClean() {
    var probed = (Verified.Probed) lake.connector().verify(batch);
    assertThat(probed.clean()).as("%s", probed).isTrue();
    assertThat(probed.depth()).isEqualTo(Depth.D3);
  }
}
