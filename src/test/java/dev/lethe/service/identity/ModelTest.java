package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
class ModelTest {
  private static final String MODELS = "/api/v1/identity/models";
  private static final String TRAININGS = "/api/v1/identity/trainings";
  private static final String SHIPPED = Model.shipped().id();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ActiveModel active;
  private final ReresolutionMarker marker;
  private final ResolutionSweeper sweeper;
  private final AgroalDataSource lethe;
  private final InstantSource clock;

  ModelTest(
      ActiveModel active,
      ReresolutionMarker marker,
      ResolutionSweeper sweeper,
      AgroalDataSource lethe,
      InstantSource clock) {
    this.active = active;
    this.marker = marker;
    this.sweeper = sweeper;
    this.lethe = lethe;
    this.clock = clock;
  }

  @BeforeEach
  void sources() {
    People.source("shop", false);
    People.source("till", false);
  }

  @AfterEach
  void theShippedModelIsInForceAgain() {
    activate(SHIPPED, "end of a test").then().statusCode(200);
  }

  @Test
  void theShippedModelIsInForceUntilSomebodyChooses() {
    var items = get(MODELS).jsonPath();

    assertThat(items.getString("items[0].id")).isEqualTo(SHIPPED);
    assertThat(items.getString("items[0].origin")).isEqualTo("shipped");
    assertThat(items.getBoolean("items[0].active")).isTrue();
    assertThat(get(MODELS + "/" + SHIPPED).jsonPath().getString("model.id")).isEqualTo(SHIPPED);
  }

  @Test
  void anUploadedModelIsKeptAsItIsAndNotInForce() throws JsonProcessingException {
    var model = copy();
    var id = model.path("id").asText();

    upload(model).then().statusCode(201);

    var shown = JSON.readTree(get(MODELS + "/" + id).asString());
    assertThat(shown.path("model")).isEqualTo(model);
    assertThat(shown.path("active").asBoolean()).isFalse();
    assertThat(shown.path("created_by").asText()).isEqualTo("shop-pipeline");
    assertThat(active.current().id()).isEqualTo(SHIPPED);
  }

  @Test
  void aModelOfAnIdThatExistsIsRefused() {
    var model = copy();
    upload(model).then().statusCode(201);

    problem(upload(model.put("expected_matches", .5)), 409, "model-exists");
    problem(upload(model.put("id", SHIPPED)), 409, "model-exists");
  }

  @Test
  void modelsThatScoringCannotUseAreRefusedWithTheirPlace() {
    var wrong = copy();
    ((ObjectNode) wrong.at("/fields/1/levels/0")).put("m", 1.5);
    var answer = upload(wrong);
    problem(answer, 400, "invalid-model");
    assertThat(answer.jsonPath().getString("field")).isEqualTo("fields[1].levels[0]");
    assertThat(answer.jsonPath().getString("detail")).contains("a probability must lie in (0, 1]");

    var less = copy();
    less.withArray("fields").remove(0);
    problem(upload(less), 400, "invalid-model");
    problem(upload(copy().put("id", "Not An Id")), 400, "invalid-field");
    problem(upload(copy().put("surprise", 1)), 400, "invalid-model");
    problem(upload(copy().put("expected_matches", 0)), 400, "invalid-model");
  }

  @Test
  void notEvenTheDatabaseLetsAModelChange() throws SQLException {
    upload(copy()).then().statusCode(201);

    try (var connection = lethe.getConnection();
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("update identity_model set content = ''"))
          .hasMessageContaining("never changes");
      assertThatThrownBy(() -> statement.execute("delete from identity_model"))
          .hasMessageContaining("never changes");
    }
  }

  @Test
  void comparingShowsTheWeightsAndTheDecisionsThatDiffer() {
    var key = UUID.randomUUID().toString();
    People.ingest(person("shop", key), person("till", key));
    var doubting = copy().put("expected_matches", 1e-30);
    upload(doubting).then().statusCode(201);
    var path = MODELS + "/" + SHIPPED + "/comparison?seed=7&with=" + doubting.path("id").asText();

    var comparison = get(path).jsonPath();

    assertThat(comparison.getInt("decisions.pairs")).isPositive();
    assertThat(comparison.getInt("decisions.left_only")).isPositive();
    assertThat(comparison.getInt("decisions.right_only")).isZero();
    assertThat(comparison.getList("levels.field")).contains("email", "name", "birth_date");
    assertThat(comparison.getFloat("levels[0].left"))
        .isEqualTo(comparison.getFloat("levels[0].right"));
    var itself = get(MODELS + "/" + SHIPPED + "/comparison?with=" + SHIPPED).jsonPath();
    assertThat(itself.getDouble("decisions.share")).isZero();
    problem(get(MODELS + "/" + SHIPPED + "/comparison"), 400, "missing-field");
    problem(get(MODELS + "/" + SHIPPED + "/comparison?with=none"), 404, "not-found");
  }

  @Test
  void activatingIsAPersonsActWithAReasonAndLogged() throws SQLException {
    var id = upload(copy()).jsonPath().getString("id");

    problem(
        post(SignIn.pipeline(), MODELS + "/" + id + "/activation", Map.of()), 403, "not-allowed");
    problem(
        post(SignIn.officer(), MODELS + "/" + id + "/activation", Map.of()), 400, "missing-field");
    problem(activate("no-such-model", "a try"), 404, "not-found");
    activate(id, "fits our shops").then().statusCode(200);
    activate(id, "once more").then().statusCode(200);

    assertThat(active.current().id()).isEqualTo(id);
    var history = get(MODELS + "/activations").jsonPath();
    assertThat(history.getString("items[0].model")).isEqualTo(id);
    assertThat(history.getString("items[0].reason")).isEqualTo("fits our shops");
    assertThat(history.getString("items[0].by")).isEqualTo("olga");
    activate(SHIPPED, "back").then().statusCode(200);
    var newest = get(MODELS + "/activations?limit=1").jsonPath();
    assertThat(newest.getList("items.model")).containsExactly(SHIPPED);
    var before = get(MODELS + "/activations?limit=1&after=" + newest.getString("next")).jsonPath();
    assertThat(before.getList("items.model")).containsExactly(id);
    assertThat(logged("identity.model_activated", id)).isOne();
    assertThat(logged("identity.model_added", id)).isOne();
  }

  @Test
  void everyProfileIsResolvedAnewUnderAnActivatedModel() throws Exception {
    var key = UUID.randomUUID().toString();
    var answer = People.ingest(person("shop", key), person("till", key));
    var customer = answer.getString("items[0].customer");
    assertThat(answer.getString("items[1].customer")).isEqualTo(customer);
    var id = upload(copy()).jsonPath().getString("id");
    activate(id, "a copy that decides the same").then().statusCode(200);

    settle();

    var now = People.get("/api/v1/customers/" + customer).jsonPath();
    assertThat(now.getString("model")).isEqualTo(id);
    assertThat(now.getString("links[0].model")).isEqualTo(id);
    assertThat(linkModel(answer.getString("items[0].profile"))).isEqualTo(id);
  }

  @Test
  void aTrainedModelIsKeptWithItsReportAndNotInForce() throws Exception {
    for (int batch = 0; batch < 3; batch++) {
      People.post(People.crowd(batch)).then().statusCode(200);
    }
    var id = "trained-" + UUID.randomUUID();

    var begun = post(SignIn.pipeline(), TRAININGS, Map.of("model", id, "seed", 3));
    begun.then().statusCode(202);
    var job = Trainings.ended(begun.jsonPath().getString("id"));

    assertThat(job.getString("stage")).isEqualTo("stored");
    assertThat(job.getInt("profiles")).isGreaterThanOrEqualTo(600);
    var trained = get(MODELS + "/" + id).jsonPath();
    assertThat(trained.getString("origin")).isEqualTo("trained");
    assertThat(trained.getInt("model.training.profiles")).isEqualTo(job.getInt("profiles"));
    assertThat(trained.getBoolean("active")).isFalse();
    assertThat(active.current().id()).isEqualTo(SHIPPED);
    assertThat(logged("identity.training_started", id)).isOne();
    problem(post(SignIn.pipeline(), TRAININGS, Map.of("model", id)), 409, "model-exists");
    problem(get(TRAININGS + "/none"), 404, "not-found");
    assertThat(get(TRAININGS).jsonPath().getString("items[0].model")).isEqualTo(id);
  }

  /** Waits until every node would follow, then does what the background does. */
  private void settle() throws InterruptedException {
    Thread.sleep(ActiveModel.FRESH.multipliedBy(2));
    while (marker.mark() > 0) {
      // The next batch.
    }
    sweeper.sweep(clock.instant());
  }

  private String linkModel(String profile) throws SQLException {
    var id = dev.lethe.identitygraph.ProfileId.parse(profile).value();
    try (var connection = lethe.getConnection();
        var query = connection.prepareStatement("select model from link where a = ? or b = ?")) {
      query.setObject(1, id);
      query.setObject(2, id);
      try (var rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getString(1);
      }
    }
  }

  private int logged(String type, String model) throws SQLException {
    try (var connection = lethe.getConnection();
        var query =
            connection.prepareStatement(
                "select count(*) from log_entry where type = ? and body ->> 'model' = ?")) {
      query.setString(1, type);
      query.setString(2, model);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static Map<String, Object> person(String source, String key) {
    return People.item(
        source,
        "model-" + key,
        "email",
        "m" + key + "@web.de",
        "given_name",
        "Mathilde",
        "family_name",
        "Oberländer",
        "birth_date",
        "1970-05-05");
  }

  /** The shipped model under another id. */
  private static ObjectNode copy() {
    try {
      var copy = (ObjectNode) JSON.readTree(ModelStore.text(Model.shipped()));
      return copy.put("id", "copy-" + UUID.randomUUID());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Response upload(ObjectNode model) {
    return post(SignIn.pipeline(), MODELS, model.toString());
  }

  private static Response activate(String model, String reason) {
    return post(SignIn.officer(), MODELS + "/" + model + "/activation", Map.of("reason", reason));
  }

  private static Response post(String token, String path, Object body) {
    return given().auth().oauth2(token).contentType("application/json").body(body).post(path);
  }

  private static Response get(String path) {
    return given().auth().oauth2(SignIn.auditor()).get(path);
  }

  private static void problem(Response answer, int status, String type) {
    answer.then().statusCode(status);
    assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:lethe:problem:" + type);
  }
}
