package dev.lethe.service.fanout.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.Depth;
import dev.lethe.service.fanout.connector.Erased;
import dev.lethe.service.fanout.connector.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe finds what lesser erasures leave behind; were it blind, nothing here would pass. */
class LakeProbeTest {

  private final LakeFixture lake;
  private final String alice;
  private final Batch batch;

  LakeProbeTest(@TempDir Path folder) {
    lake = new LakeFixture(folder, "PT24H");
    // The smallest of all ids, so that it is what every column bound says.
    alice = "prf_" + "0".repeat(26);
    batch = LakeFixture.batch("b", LakeFixture.subject("s-alice", alice, lake.id("cus_")));
  }

  @BeforeEach
  void fill() throws IOException {
    lake.createEvents(3, Map.of());
    List<Record> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rows.add(lake.event(alice, "cus_a", 0));
      rows.add(lake.event(lake.id("prf_"), "cus_b", 0));
    }
    lake.append(rows);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void hiddenRowsAreStillInTheFiles() throws IOException {
    step();
    Verified.Probed probed = probe();
    assertThat(probed.subjects()).containsEntry("s-alice", 0L);
    assertThat(probed.rawHits()).isPositive();
    assertThat(probed.evidence()).containsEntry("hits_in_cells", 6L);
    assertThat(probed.depth()).isEqualTo(Depth.D1);
  }

  @Test
  void expiryByAgeAloneLeavesTheBytesThatWereJustRemoved() throws IOException {
    step();
    step();
    lake.events()
        .expireSnapshots()
        .expireOlderThan(Instant.now().plusSeconds(60).toEpochMilli())
        .retainLast(1)
        .commit();
    assertThat(lake.events().snapshots()).hasSize(1);
    Verified.Probed probed = probe();
    assertThat(probed.subjects()).containsEntry("s-alice", 0L);
    assertThat(probed.evidence()).containsEntry("hits_in_cells", 6L);
    assertThat(probed.depth()).isNotEqualTo(Depth.D3);
  }

  @Test
  void manifestsOfTheCommitThatRemovedAFileStillHoldItsBounds() throws IOException {
    step();
    step();
    new Expiring(lake.events()).expire();
    Verified.Probed left = probe();
    assertThat(left.evidence()).containsEntry("hits_in_cells", 0L);
    assertThat((Long) left.evidence().getOrDefault("hits_in_bounds", 0L)).isPositive();
    lake.connector().erase(batch);
    assertThat(probe().rawHits()).isZero();
  }

  /** One turn of an erasure: hides what lives, or rewrites what is hidden. */
  private void step() {
    Table table = lake.events();
    var index = new SubjectIndex(batch);
    long current = table.currentSnapshot().snapshotId();
    var holdings = new Census(table, new HitScanner(table, index)).holdings(current);
    if (holdings.stream().anyMatch(holding -> !holding.live().isEmpty())) {
      new Hiding(table, batch).hide(holdings, current, BatchLedger.of(table, batch.id()));
    } else {
      new Rewriting(table, batch, index).dropHidden(holdings, current);
    }
  }

  @Test
  void orphanOfAnotherWriterIsFoundAndSweptOnceItIsOld() throws IOException {
    Path orphan = orphan();
    var first = (Erased.Done) lake.connector().erase(batch);
    assertThat(first.evidence()).containsEntry("orphans_too_young", 1);
    assertThat(first.depth()).isEqualTo(Depth.D2);
    Verified.Probed probed = probe();
    assertThat(probed.rawHits()).isPositive();
    assertThat(probed.depth()).isEqualTo(Depth.D2);

    Instant old = Instant.now().minus(Duration.ofHours(25));
    Files.setLastModifiedTime(orphan, FileTime.from(old));
    var second = (Erased.Done) lake.connector().erase(batch);
    assertThat(second.evidence()).containsEntry("orphans_removed", 1);
    assertThat(second.depth()).isEqualTo(Depth.D3);
    assertThat(probe().clean()).isTrue();
  }

  /** A data file that was written for a commit that never came. */
  private Path orphan() throws IOException {
    Table table = lake.events();
    var nobody = LakeFixture.batch("x", LakeFixture.subject("s", "prf_none", "cus_none"));
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      DataFile copy =
          new SurvivorWriter(table, new SubjectIndex(nobody)).write(tasks.iterator().next());
      assertThat(copy).isNotNull();
      return Path.of(copy == null ? "" : copy.location());
    }
  }

  @Test
  void anyFileInTheFolderIsSearched() throws IOException {
    Batch other = batch;
    lake.connector().erase(other);
    assertThat(probe().clean()).isTrue();
    Path note = Path.of(lake.events().location(), "data", "debug.log");
    Files.writeString(note, "retrying row of " + alice + " once more");
    Verified.Probed probed = probe();
    assertThat(probed.evidence()).containsEntry("hits_in_bytes", 1L);
    assertThat(probed.depth()).isEqualTo(Depth.D2);
  }

  private Verified.Probed probe() {
    return (Verified.Probed) lake.connector().verify(batch);
  }

  @Test
  void settingsPrintNoPassword() {
    assertThat(lake.settings.toString()).doesNotContain("postgres");
    assertThat(LakeSettings.of(lake.settings).toString()).doesNotContain("postgres");
    assertThat(Map.of("s", lake.settings).toString()).doesNotContain("postgres");
  }
}
