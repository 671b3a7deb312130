package dev.lethe.service.fanout.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lethe.service.fanout.connector.Located.Found;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts that hold for every connector, each proven against a real target of its kind. */
public abstract class ConnectorContractTest {

  /**
   * What a target holds when a fact is tried: {@code alice} with some rows, {@code bob} with
   * others.
   *
   * @param asset as the catalog would describe it
   * @param alice the subject the facts are about
   * @param aliceRows how much of her there is
   * @param aliceTrace a text that stands in her rows and in nobody else's
   * @param nobody a subject the target has never seen
   */
  public record Shop(
      Connector connector,
      AssetRef asset,
      SubjectKeys alice,
      long aliceRows,
      String aliceTrace,
      SubjectKeys bob,
      long bobRows,
      String bobTrace,
      SubjectKeys nobody,
      Map<String, String> options) {}

  @SuppressWarnings("NullAway.Init")
  private Shop shop;

  /** A fresh target. */
  protected abstract Shop open() throws Exception;

  @BeforeEach
  void openShop() throws Exception {
    shop = open();
  }

  @Test
  void locateCountsEachSubject() {
    var found = (Found) shop.connector().locate(batch("b-1", shop.alice(), shop.bob()));
    assertThat(found.of(shop.alice().handle()).count()).isEqualTo(shop.aliceRows());
    assertThat(found.of(shop.bob().handle()).count()).isEqualTo(shop.bobRows());
  }

  @Test
  void unknownSubjectIsZeroAndTouchesNothing() {
    Batch batch = batch("b-2", shop.nobody());
    var found = (Found) shop.connector().locate(batch);
    assertThat(found.total()).isZero();
    assertThat(found.of(shop.nobody().handle()).count()).isZero();
    var done = (Erased.Done) shop.connector().erase(batch);
    assertThat(done.total()).isZero();
    assertThat(rowsOf(shop.alice())).isEqualTo(shop.aliceRows());
  }

  @Test
  void exportReturnsTheSubjectsRowsOnly() {
    assumeThat(shop.connector().capabilities()).contains(Capability.EXPORT);
    var rows = (Exported.Rows) shop.connector().export(batch("b-3", shop.alice()));
    assertThat(rows.subjects()).containsOnlyKeys(shop.alice().handle());
    var mine = rows.subjects().get(shop.alice().handle());
    assertThat(mine).hasSize(Math.toIntExact(shop.aliceRows()));
    assertThat(mine.toString()).contains(shop.aliceTrace()).doesNotContain(shop.bobTrace());
  }

  @Test
  void eraseTakesTheSubjectAndLeavesTheOthers() {
    var done = (Erased.Done) shop.connector().erase(batch("b-4", shop.alice()));
    assertThat(done.total()).isEqualTo(shop.aliceRows());
    assertThat(done.subjects()).containsEntry(shop.alice().handle(), shop.aliceRows());
    assertThat(rowsOf(shop.bob())).isEqualTo(shop.bobRows());
  }

  @Test
  void verifyAfterEraseIsClean() {
    Batch batch = batch("b-5", shop.alice());
    shop.connector().erase(batch);
    var probed = (Verified.Probed) shop.connector().verify(batch);
    assertThat(probed.clean()).as("%s", probed).isTrue();
    assertThat(probed.depth()).isNotEqualTo(Depth.NONE);
  }

  @Test
  void verifyBeforeEraseIsNotClean() {
    var probed = (Verified.Probed) shop.connector().verify(batch("b-6", shop.alice()));
    assertThat(probed.clean()).isFalse();
    assertThat(probed.depth()).isEqualTo(Depth.NONE);
  }

  @Test
  void repeatedBatchAnswersTheSameAndChangesNothing() {
    Batch batch = batch("b-7", shop.alice());
    var first = (Erased.Done) shop.connector().erase(batch);
    var second = (Erased.Done) shop.connector().erase(batch);
    assertThat(second.total()).isEqualTo(first.total());
    assertThat(second.subjects()).isEqualTo(first.subjects());
    assertThat(second.depth()).isEqualTo(first.depth());
    assertThat(rowsOf(shop.bob())).isEqualTo(shop.bobRows());
  }

  @Test
  void batchBeyondItsGuardIsRefusedUntouched() {
    Batch tight =
        new Batch("b-8", shop.asset(), List.of(shop.alice()), shop.aliceRows() - 1, shop.options());
    var refused = (Refused) shop.connector().erase(tight);
    assertThat(refused.reason()).isEqualTo(RefusalReason.GUARD_EXCEEDED);
    assertThat(rowsOf(shop.alice())).isEqualTo(shop.aliceRows());
    var probed = (Verified.Probed) shop.connector().verify(tight);
    assertThat(probed.clean()).isFalse();
  }

  @Test
  void discoverNamesTheAsset() {
    assertThat(shop.connector().discover())
        .extracting(DiscoveredAsset::name)
        .contains(shop.asset().asset());
  }

  @Test
  void outcomesPrintNobody() {
    Batch batch = batch("b-9", shop.alice());
    var printed =
        List.of(
            shop.connector().locate(batch).toString(),
            shop.connector().verify(batch).toString(),
            shop.connector().erase(batch).toString(),
            batch.toString());
    for (String value : shop.alice().keys().values().stream().flatMap(Set::stream).toList()) {
      assertThat(printed).noneMatch(text -> text.contains(value));
    }
  }

  private long rowsOf(SubjectKeys subject) {
    var found = (Found) shop.connector().locate(batch("probe", subject));
    return found.total();
  }

  private Batch batch(String id, SubjectKeys... subjects) {
    return new Batch(id, shop.asset(), List.of(subjects), 1_000_000, shop.options());
  }
}
