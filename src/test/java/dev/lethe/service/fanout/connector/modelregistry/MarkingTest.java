package dev.lethe.service.fanout.connector.modelregistry;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a mark says, on a real MLflow server. */
class MarkingTest {

  private static final String SNAPSHOT = "iceberg:retail.events@11";
  private static final Map<String, String> DEADLINE = Map.of("deadline", "2026-12-31");

  private final String model = "churn-" + UUID.randomUUID();

  @SuppressWarnings("NullAway.Init")
  private MlflowFixture mlflow;

  @BeforeEach
  void createModel() throws Exception {
    mlflow = MlflowFixture.running();
    mlflow.createModel(model);
  }

  @Test
  void markNamesBatchCountAndDeadline() throws Exception {
    mlflow.createVersion(model, SNAPSHOT);
    var done = (Erased.Done) connector().erase(batch("b-1", DEADLINE, "s-1", "s-2"));
    assertThat(done.depth()).isEqualTo(Depth.D6);
    assertThat(done.evidence()).containsEntry("versions", List.of(model + "/1"));
    assertThat(tags("1"))
        .containsEntry("lethe.status", "affected")
        .containsEntry("lethe.batch", "b-1")
        .containsEntry("lethe.affected_subjects_count", "2")
        .containsEntry("lethe.deadline", "2026-12-31");
  }

  @Test
  void batchesAddUpAndTheEarliestOpenDeadlineStands() throws Exception {
    mlflow.createVersion(model, SNAPSHOT);
    connector().erase(batch("b-1", DEADLINE, "s-1", "s-2"));
    Batch later = batch("b-2", Map.of("deadline", "2027-03-01"), "s-3");
    connector().erase(later);
    connector().erase(later);
    assertThat(tags("1"))
        .containsEntry("lethe.affected_subjects_count", "3")
        .containsEntry("lethe.deadline", "2026-12-31")
        .containsEntry("lethe.batch", "b-2");
  }

  @Test
  void versionThatDoesNotSayWhatItSawIsTakenToHaveSeenEverybody() throws Exception {
    mlflow.createVersion(model);
    Batch batch = batch("b-1", DEADLINE, "s-1");
    var found = (Located.Found) connector().locate(batch);
    assertThat(found.of("s-1").count()).isEqualTo(1);
    assertThat(((Erased.Done) connector().erase(batch)).evidence())
        .containsEntry("lineage_unknown", 1L);
    var trusting = mlflow.connector(Map.of("unknown-lineage-is-affected", "false"));
    assertThat(((Located.Found) trusting.locate(batch)).total()).isZero();
    Batch later =
        batch(
            "b-2",
            Map.of("deadline", "2026-12-31", "first_data_at", "2999-01-01T00:00:00Z"),
            "s-1");
    assertThat(((Located.Found) connector().locate(later)).total()).isZero();
  }

  @Test
  void retiredVersionIsLeftAlone() throws Exception {
    mlflow.createVersion(model, SNAPSHOT);
    mlflow.tag(model, "1", "lethe.status", "retired");
    Batch batch = batch("b-1", DEADLINE, "s-1");
    assertThat(((Erased.Done) connector().erase(batch)).evidence())
        .containsEntry("already_retired", 1L);
    assertThat(tags("1")).containsEntry("lethe.status", "retired").doesNotContainKey("lethe.batch");
    assertThat(((Verified.Probed) connector().verify(batch)).clean()).isTrue();
  }

  @Test
  void markWithoutADeadlineIsRefused() throws Exception {
    mlflow.createVersion(model, SNAPSHOT);
    for (Map<String, String> options :
        List.of(Map.<String, String>of(), Map.of("deadline", "soon"))) {
      var refused = (Refused) connector().erase(batch("b-1", options, "s-1"));
      assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_BATCH);
    }
    assertThat(tags("1")).doesNotContainKey("lethe.status");
  }

  @Test
  void pagesAreReadToTheEnd() throws Exception {
    for (int i = 0; i < 5; i++) {
      mlflow.createVersion(model, SNAPSHOT);
    }
    var small = mlflow.connector(Map.of("page-size", "2"));
    assertThat(((Located.Found) small.locate(batch("b-1", DEADLINE, "s-1"))).total()).isEqualTo(5);
  }

  private ModelRegistryConnector connector() {
    return mlflow.connector(Map.of());
  }

  private Map<String, String> tags(String version) {
    return mlflow.catalog().version(model, version).tags();
  }

  private Batch batch(String id, Map<String, String> options, String... handles) {
    var asset = new AssetRef("models", model, Map.of("profile", "profile"), List.of(), "mark");
    List<SubjectKeys> subjects =
        List.of(handles).stream()
            .map(handle -> new SubjectKeys(handle, Map.of(), Set.of(SNAPSHOT)))
            .toList();
    return new Batch(id, asset, subjects, 100, options);
  }
}
