package dev.lethe.service.fanout.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.fanout.connector.AssetRef;
import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.Depth;
import dev.lethe.service.fanout.connector.Erased;
import dev.lethe.service.fanout.connector.Located;
import dev.lethe.service.fanout.connector.RefusalReason;
import dev.lethe.service.fanout.connector.Refused;
import dev.lethe.service.fanout.connector.SubjectKeys;
import dev.lethe.service.fanout.connector.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an erasure does to a real table, and what it leaves alone. */
class LakeErasureTest {

  private final Path folder;
  private final LakeFixture lake;
  private final String alice;
  private final String bob;
  private final SubjectKeys aliceKeys;

  LakeErasureTest(@TempDir Path folder) {
    this.folder = folder;
    this.lake = new LakeFixture(folder, "PT24H");
    this.alice = lake.id("prf_");
    this.bob = lake.id("prf_");
    this.aliceKeys = LakeFixture.subject("s-alice", alice, lake.id("cus_"));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private void appendBoth(int rowsEach) throws IOException {
    List<Record> rows = new ArrayList<>();
    for (int i = 0; i < rowsEach; i++) {
      rows.add(lake.event(alice, "cus_shared", i % 3));
      rows.add(lake.event(bob, "cus_other", i % 3));
    }
    lake.append(rows);
  }

  @Test
  void timeTravelLeadsNowhereAfterwards() throws IOException {
    lake.createEvents(3, Map.of());
    appendBoth(6);
    appendBoth(6);
    List<Long> before = snapshots();
    Batch batch = LakeFixture.batch("b", aliceKeys);
    var done = (Erased.Done) lake.connector().erase(batch);
    assertThat(done.total()).isEqualTo(12);
    assertThat(done.depth()).isEqualTo(Depth.D3);
    assertThat(snapshots()).hasSize(1).doesNotContainAnyElementsOf(before);
    var probed = (Verified.Probed) lake.connector().verify(batch);
    assertThat(probed.rawHits()).isZero();
    assertThat(probed.depth()).isEqualTo(Depth.D3);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".metadata.json")))
          .hasSizeLessThan(3);
    }
  }

  @Test
  void survivorsKeepTheirRowIds() throws IOException {
    lake.createEvents(3, Map.of());
    appendBoth(5);
    Map<String, Long> before = RowIds.byEvent(lake.events());
    lake.connector().erase(LakeFixture.batch("b", aliceKeys));
    Map<String, Long> after = RowIds.byEvent(lake.events());
    assertThat(after).hasSize(5);
    assertThat(before).hasSize(10).containsAllEntriesOf(after);
  }

  @Test
  void olderFormatIsRewrittenAtOnce() throws IOException {
    for (int version : List.of(1, 2)) {
      lake.createEvents(version, Map.of());
      appendBoth(4);
      Batch batch = LakeFixture.batch("b", aliceKeys);
      var done = (Erased.Done) lake.connector().erase(batch);
      assertThat(done.total()).isEqualTo(4);
      var probed = (Verified.Probed) lake.connector().verify(batch);
      assertThat(probed.clean()).as("format %d: %s", version, probed).isTrue();
      lake.drop();
    }
  }

  @Test
  void bloomFiltersAndPlainPagesHoldNothingAfterwards() throws IOException {
    lake.createEvents(
        3,
        Map.of(
            "write.parquet.bloom-filter-enabled.column.profile", "true",
            "write.parquet.dict-size-bytes", "1",
            "write.metadata.metrics.default", "full"));
    appendBoth(8);
    Batch batch = LakeFixture.batch("b", aliceKeys);
    assertThat(((Verified.Probed) lake.connector().verify(batch)).rawHits()).isPositive();
    lake.connector().erase(batch);
    assertThat(((Verified.Probed) lake.connector().verify(batch)).rawHits()).isZero();
  }

  @Test
  void interruptedErasureIsFinishedByItsRepeat() throws IOException {
    lake.createEvents(3, Map.of());
    appendBoth(7);
    Batch batch = LakeFixture.batch("b", aliceKeys);
    hideOnly(batch);
    var done = (Erased.Done) lake.connector().erase(batch);
    assertThat(done.subjects()).containsEntry("s-alice", 7L);
    assertThat(((Verified.Probed) lake.connector().verify(batch)).clean()).isTrue();
  }

  private void hideOnly(Batch batch) {
    Table table = lake.events();
    var index = new SubjectIndex(batch);
    long current = table.currentSnapshot().snapshotId();
    var holdings = new Census(table, new HitScanner(table, index)).holdings(current);
    var tally = new SubjectTally(batch.subjects());
    holdings.forEach(holding -> tally.add(holding.live()));
    var ledger = BatchLedger.of(table, batch.id()).plus(tally, 1);
    new Hiding(table, batch).hide(holdings, current, ledger);
  }

  @Test
  void tableThatMustKeepItsFilesIsRefused() throws IOException {
    lake.createEvents(3, Map.of("gc.enabled", "false"));
    appendBoth(2);
    var refused = (Refused) lake.connector().erase(LakeFixture.batch("b", aliceKeys));
    assertThat(refused.reason()).isEqualTo(RefusalReason.FORBIDDEN_BY_OWNER);
  }

  @Test
  void catalogThatIsWrongAboutTheTableIsRefused() throws IOException {
    lake.createEvents(3, Map.of());
    appendBoth(2);
    var wrongColumn =
        new AssetRef("lake", "retail.events", Map.of("profile", "person"), List.of(), "erase");
    var wrongTable =
        new AssetRef("lake", "retail.returns", Map.of("profile", "profile"), List.of(), "erase");
    for (AssetRef wrong : List.of(wrongColumn, wrongTable)) {
      var batch = new Batch("b", wrong, List.of(aliceKeys), 10, Map.of());
      assertThat(lake.connector().erase(batch))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.ASSET_MISMATCH));
      assertThat(lake.connector().verify(batch)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void snapshotsThatAnErasureExpiredAreStillNamedForTheOthers() throws IOException {
    lake.createEvents(3, Map.of());
    lake.append(List.of(lake.event(alice, "cus_shared", 0)));
    long withoutBob = lake.events().currentSnapshot().snapshotId();
    appendBoth(3);
    long withBob = lake.events().currentSnapshot().snapshotId();
    lake.connector().erase(LakeFixture.batch("b", aliceKeys));
    SubjectKeys bobKeys = LakeFixture.subject("s-bob", bob, lake.id("cus_"));
    var found = (Located.Found) lake.connector().locate(LakeFixture.batch("c", bobKeys));
    assertThat(found.of("s-bob").dataVersions())
        .contains("iceberg:retail.events@" + withBob)
        .doesNotContain("iceberg:retail.events@" + withoutBob);
  }

  @Test
  void largeBatchFindsTheSameRowsAsASmallOne() throws IOException {
    lake.createEvents(3, Map.of());
    appendBoth(9);
    List<SubjectKeys> many = new ArrayList<>(List.of(aliceKeys));
    for (int i = 0; i < 500; i++) {
      many.add(LakeFixture.subject("s-" + i, lake.id("prf_"), lake.id("cus_")));
    }
    var batch = new Batch("b", LakeFixture.asset(), many, 9, Map.of());
    var done = (Erased.Done) lake.connector().erase(batch);
    assertThat(done.total()).isEqualTo(9);
    assertThat(done.subjects()).hasSize(501).containsEntry("s-alice", 9L);
    assertThat(((Verified.Probed) lake.connector().verify(batch)).clean()).isTrue();
  }

  private List<Long> snapshots() {
    List<Long> ids = new ArrayList<>();
    lake.events().snapshots().forEach(snapshot -> ids.add(snapshot.snapshotId()));
    return ids;
  }
}
