package dev.lethe.service.quarantine;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.fanout.SourceKeys;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.KeyState;
import dev.lethe.service.vault.SuppressionService;
import dev.lethe.service.vault.VaultService;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
class QuarantineTest {
  private static final String SUPPRESSED = "urn:lethe:problem:suppressed";
  private static final String POLICY =
      """
      dataset:
        - fides_key: %s
          meta: {lethe: {stream: {suppressed: quarantine, unlisted: reject}}}
          collections:
            - name: event
              fields:
                - {name: kind, data_categories: [system.operations]}
                - {name: who, data_categories: [user.unique_id], meta: {lethe: {subject: [{source: web}]}}}
                - name: order
                  fields:
                    - name: email
                      data_categories: [user.contact.email]
                      fides_meta: {identity: email}
                      meta: {lethe: {suite: 2}}
                    - name: "items[]"
                      fields:
                        - {name: note, data_categories: [user.content], meta: {lethe: {treat: seal}}}
      """;

  private final QuarantineService quarantine;
  private final SuppressionService suppression;
  private final IdentityService identity;
  private final VaultService vault;
  private final SourceKeys sourceKeys;
  private final AgroalDataSource lethe;

  private final String person = UUID.randomUUID().toString();
  private final String email = person + "@gmx.de";
  private final String dataset = "held-" + person;
  private final String request = "req_" + person;
  private final String consent = UUID.randomUUID().toString();

  QuarantineTest(
      QuarantineService quarantine,
      SuppressionService suppression,
      IdentityService identity,
      VaultService vault,
      SourceKeys sourceKeys,
      AgroalDataSource lethe) {
    this.quarantine = quarantine;
    this.suppression = suppression;
    this.identity = identity;
    this.vault = vault;
    this.sourceKeys = sourceKeys;
    this.lethe = lethe;
  }

  @BeforeEach
  void aStreamThatHoldsBack() {
    Given.sources("web");
    Given.datasets(POLICY.formatted(dataset));
  }

  @Test
  void newConsentLetsHeldEventsGoOnUnderAFreshProfile() throws SQLException {
    var erased = erase();
    var late = send(event(person, email), event("other-" + person, "other-" + email));
    assertThat(late.getString("[0].problem.type")).isEqualTo(SUPPRESSED);
    assertThat(late.getString("[1].profile")).startsWith("prf_");
    String entry = late.getString("[0].problem.entry");
    list().body("items.id", equalTo(List.of(entry))).body("items[0].state", equalTo("held"));

    release(Map.of("reason", "test")).body("items[0].problem.type", equalTo(SUPPRESSED));
    lift(Map.of("subjects", List.of(Map.of("source", "web", "key", person))))
        .body("lifted", equalTo(1));
    release(Map.of("reason", "test")).body("items[0].problem.type", equalTo(SUPPRESSED));
    lift(Map.of(
            "identifiers",
            List.of(Map.of("kind", "email", "value", " " + email.toUpperCase(Locale.ROOT)))))
        .body("lifted", equalTo(1))
        .body("not_suppressed", equalTo(0));

    var released = release(Map.of("reason", "test")).extract().jsonPath();
    assertThat(released.getString("items[0].entry")).isEqualTo(entry);
    String fresh = released.getString("items[0].event.profile");
    assertThat(fresh).startsWith("prf_").isNotEqualTo(erased.id().toString());
    assertThat(released.getString("items[0].event.order.items[1].note")).startsWith("AQ");
    assertThat(released.prettify()).doesNotContain(person);
    assertThat(vault.states(List.of(erased.key()))).containsExactly(KeyState.DESTROYED);

    list().body("items[0].state", equalTo("released"));
    release(Map.of("reason", "test")).body("items.size()", equalTo(0));
    release(Map.of("reason", "lost", "entries", List.of(entry)))
        .body("items[0].event.profile", equalTo(fresh));
    assertThat(send(event(person, email)).getString("[0].profile")).isEqualTo(fresh);
    assertThat(count("select count(*) from log_entry where body::text like ?", "%" + person + "%"))
        .as("log entries beside the data set's own name")
        .isEqualTo(
            count(
                "select count(*) from log_entry where body::text like ?", "%held-" + person + "%"));
    assertThat(
            count(
                "select count(*) from log_entry where type = 'suppression.lifted'"
                    + " and body ->> 'reference' = ?",
                consent))
        .isEqualTo(2);
  }

  @Test
  void anErasedEmailStopsAnEventOfAnUnknownAccount() {
    suppression.suppress("email", List.of(email), request);
    var late =
        send(
            event("new-" + person, "X" + email),
            event("new-" + person, email.toUpperCase(Locale.ROOT)));
    assertThat(late.getString("[0].profile")).startsWith("prf_");
    assertThat(late.getString("[1].problem.type")).isEqualTo(SUPPRESSED);
  }

  @Test
  void consentWaitsUntilTheErasureHasEnded() throws SQLException {
    erase();
    run("locate", vault.createKeys(1).getFirst(), new byte[0]);
    var email =
        Map.<String, Object>of(
            "identifiers", List.of(Map.of("kind", "email", "value", this.email)));
    refusedLift(email);
    assertThat(suppression.suppressed("email", List.of(this.email))).containsExactly(true);
    update("update execution set ended_at = now() where request = ?", request);
    lift(email).body("lifted", equalTo(1));
    assertThat(suppression.suppress("email", List.of(this.email), request))
        .as("a step of the erasure that comes late")
        .isFalse();
    assertThat(suppression.suppressed("email", List.of(this.email))).containsExactly(false);
  }

  @Test
  void consentWaitsForAnErasureThatHasHardlyBegun() throws SQLException {
    var caseKey = vault.createKeys(1).getFirst();
    var known =
        sourceKeys.seal(
            caseKey,
            List.of(new SourceKeys.SourceKey("web", person)),
            List.of(new SourceKeys.OwnIdentifier("email", email)));
    run("freeze", caseKey, known);
    for (var values :
        List.of(
            Map.<String, Object>of("subjects", List.of(Map.of("source", "web", "key", person))),
            Map.<String, Object>of(
                "identifiers", List.of(Map.of("kind", "email", "value", email))))) {
      refusedLift(values);
    }
    lift(Map.of("subjects", List.of(Map.of("source", "web", "key", "other-" + person))))
        .body("lifted", equalTo(0));
    update("update execution set ended_at = now() where request = ?", request);
    lift(Map.of("subjects", List.of(Map.of("source", "web", "key", person))));
  }

  private void refusedLift(Map<String, Object> values) {
    assertThat(
            lifting(values)
                .statusCode(409)
                .body("type", equalTo("urn:lethe:problem:erasure-under-way"))
                .body("requests", equalTo(List.of(request)))
                .extract()
                .asString())
        .doesNotContain(email);
  }

  /** An erasure that nothing but this test moves on. */
  private void run(String stage, KeyId caseKey, byte[] known) throws SQLException {
    try (var connection = lethe.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into execution (request, kind, handle, stage, case_key, source_keys,"
                    + " profiles, approved_at) values (?, 'erase', ?, ?, ?, ?, 1, now())")) {
      insert.setString(1, request);
      insert.setString(2, "handle of " + request);
      insert.setString(3, stage);
      insert.setBytes(4, caseKey.toBytes());
      insert.setBytes(5, known);
      insert.executeUpdate();
    }
  }

  @Test
  void whatIsHeldIsDestroyedWhenItsTimeIsOver() throws SQLException {
    erase();
    send(event(person, email), event("other-" + person, email));
    var key = key();
    assertThat(quarantine.openNext(dataset, 0, 10)).hasSize(2);
    update(
        "update quarantine_day set ends_at = now() - interval '1 hour' where dataset = ?", dataset);
    quarantine.end();
    assertThat(vault.states(List.of(key))).containsExactly(KeyState.DESTROYED);
    list().body("items.size()", equalTo(0));
    assertThat(count("select entries from quarantine_size where dataset = ?", dataset)).isZero();
    assertThat(
            count(
                "select count(*) from log_entry where type = 'quarantine.ended'"
                    + " and body ->> 'dataset' = ?",
                dataset))
        .isEqualTo(1);
  }

  @Test
  void anEventThatIsSentAgainIsHeldOnce() throws SQLException {
    erase();
    var twice = send(event(person, email), event(person, email));
    String entry = twice.getString("[0].problem.entry");
    assertThat(twice.getString("[1].problem.entry")).isEqualTo(entry);
    var again = send(event(person, email), event("b-" + person, email), event(person, email));
    assertThat(again.getList("problem.entry")).startsWith(entry).endsWith(entry);
    assertThat(again.getString("[1].problem.entry")).startsWith("qev_").isNotEqualTo(entry);
    list().body("items.size()", equalTo(2));
    assertThat(count("select entries from quarantine_size where dataset = ?", dataset))
        .isEqualTo(2);
    update("update quarantine_size set entries = 1000000 where dataset = ?", dataset);
    var full = send(event(person, email), event("c-" + person, email));
    assertThat(full.getString("[0].problem.entry")).as("known before").isEqualTo(entry);
    assertThat(full.getString("[1].problem.detail")).contains("full");
    assertThat(
            count(
                "select count(distinct octet_length(fingerprint)) from quarantine_entry"
                    + " where dataset = ? and fingerprint is not null",
                dataset))
        .isEqualTo(1);
  }

  @Test
  void anEventThatIsSentAgainOnTheNextDayIsHeldOnce() throws SQLException {
    erase();
    String entry = send(event(person, email)).getString("[0].problem.entry");
    try (var connection = lethe.getConnection();
        var statement = connection.createStatement()) {
      var mine = " where dataset = '" + dataset + "'";
      statement.execute(
          "insert into quarantine_day select dataset, day - 1, key_id, ends_at"
              + " from quarantine_day"
              + mine);
      statement.execute("update quarantine_entry set day = day - 1" + mine);
      statement.execute(
          "delete from quarantine_day"
              + mine
              + " and day > (select min(day) from quarantine_day"
              + mine
              + ")");
    }
    var next = send(event(person, email), event("b-" + person, email));
    assertThat(next.getString("[0].problem.entry")).isEqualTo(entry);
    list().body("items.size()", equalTo(2));
  }

  @Test
  void discardedEntriesAreGoneAndFullQuarantinesSaySo() throws SQLException {
    erase();
    String entry = send(event(person, email)).getString("[0].problem.entry");
    as(SignIn.officer())
        .contentType("application/json")
        .body(Map.of("entries", List.of(entry, entry), "reason", "test"))
        .post("/api/v1/datasets/{dataset}/quarantine/discards", dataset)
        .then()
        .statusCode(200)
        .body("discarded", equalTo(1));
    list().body("items.size()", equalTo(0));
    update("update quarantine_size set entries = 1000000 where dataset = ?", dataset);
    var full = send(event(person, email));
    assertThat(full.getString("[0].problem.type")).isEqualTo(SUPPRESSED);
    assertThat(full.getString("[0].problem.detail")).contains("full");
    list().body("items.size()", equalTo(0));
  }

  @Test
  void listsGoOnWhereTheyEnded() {
    erase();
    for (int i = 0; i < 3; i++) {
      send(event(person, email).replace("\"a\"", "\"" + i + "\""));
    }
    var first = page("/api/v1/datasets/" + dataset + "/quarantine?limit=2");
    assertThat(first.getList("items")).hasSize(2);
    var rest =
        page(
            "/api/v1/datasets/" + dataset + "/quarantine?limit=2&after=" + first.getString("next"));
    assertThat(rest.getList("items")).hasSize(1);
    assertThat(rest.getString("next")).isNull();
    var tried = release(Map.of("reason", "test", "limit", 2)).extract().jsonPath();
    assertThat(tried.getList("items")).hasSize(2);
    release(Map.of("reason", "test", "limit", 2, "after", tried.getString("next")))
        .body("items.size()", equalTo(1))
        .body("next", equalTo(null));
    String after = "";
    JsonPath counts;
    do {
      counts = page("/api/v1/quarantine?limit=1&after=" + after);
      after = counts.getString("next");
    } while (after != null && !dataset.equals(counts.getString("items[0].dataset")));
    assertThat(counts.getString("items[0].dataset")).isEqualTo(dataset);
    assertThat(counts.getLong("items[0].held")).isEqualTo(3);
    after = "";
    JsonPath days;
    do {
      days = page("/api/v1/quarantine/days?limit=1&after=" + after);
      after = days.getString("next");
    } while (after != null && !dataset.equals(days.getString("items[0].dataset")));
    assertThat(days.getString("items[0].dataset")).isEqualTo(dataset);
    assertThat(days.getLong("items[0].held")).isEqualTo(3);
    assertThat(days.getLong("items[0].released")).isZero();
    assertThat(days.getString("items[0].ends_at")).isEqualTo(first.getString("items[0].ends_at"));
    as(SignIn.auditor()).get("/api/v1/quarantine/days?after=bm8").then().statusCode(400);
  }

  @Test
  void liftsAndReleasesSayWhatIsWrongWithThem() {
    for (var body :
        List.of(
            Map.of(),
            Map.of("ground", "whim", "reference", "r", "reason", "r"),
            Map.of("ground", "consent", "reference", "a person", "reason", "r"),
            Map.of("ground", "consent", "reference", "r"),
            Map.of("ground", "consent", "reference", "r", "reason", "r"),
            lifting("subjects", List.of(Map.of("source", "web"))),
            lifting("identifiers", List.of(Map.of("kind", "name", "value", "x"))),
            lifting("identifiers", List.of(Map.of("kind", "email", "value", "nobody"))))) {
      as(SignIn.officer())
          .contentType("application/json")
          .body(body)
          .post("/api/v1/suppressions/lifts")
          .then()
          .statusCode(400);
    }
    for (Map<String, ?> body :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("reason", "r", "limit", 0),
            Map.of("reason", "r", "after", "%"),
            Map.of("reason", "r", "entries", List.of("qev_1")))) {
      post(body).statusCode(400);
    }
    as(SignIn.pipeline())
        .contentType("application/json")
        .body(Map.of("reason", "r"))
        .post("/api/v1/datasets/nope/quarantine/releases")
        .then()
        .statusCode(404);
  }

  private IdentityService.ProfileRef erase() {
    var profile =
        identity.ensureProfiles(List.of(new IdentityService.SourceKey("web", person))).getFirst();
    suppression.suppress(SuppressionService.sourceKeys("web"), List.of(person), request);
    suppression.suppress("email", List.of(email), request);
    vault.shred(List.of(profile.key()), "test");
    identity.erase(List.of(profile.id()));
    return profile;
  }

  private static String event(String who, String email) {
    return "{\"kind\":\"a\",\"who\":\"%s\",\"order\":{\"email\":\"%s\",\"items\":[{},{\"note\":\"for %s\"}]}}"
        .formatted(who, email, who);
  }

  private JsonPath send(String... events) {
    String answer =
        as(SignIn.pipeline())
            .contentType("application/x-ndjson")
            .body(String.join("\n", events).getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/datasets/{dataset}/pseudonymize", dataset)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    return JsonPath.from("[" + String.join(",", answer.strip().split("\n")) + "]");
  }

  private ValidatableResponse list() {
    return as(SignIn.auditor())
        .get("/api/v1/datasets/{dataset}/quarantine", dataset)
        .then()
        .statusCode(200);
  }

  private static JsonPath page(String path) {
    return as(SignIn.auditor()).get(path).then().statusCode(200).extract().jsonPath();
  }

  private ValidatableResponse release(Map<String, Object> body) {
    return post(body).statusCode(200);
  }

  private ValidatableResponse post(Map<String, ?> body) {
    return as(SignIn.pipeline())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/datasets/{dataset}/quarantine/releases", dataset)
        .then();
  }

  private ValidatableResponse lift(Map<String, Object> values) {
    return lifting(values).statusCode(200);
  }

  private ValidatableResponse lifting(Map<String, Object> values) {
    var body = new HashMap<String, Object>(values);
    body.putAll(Map.of("ground", "consent", "reference", consent, "reason", "test"));
    return as(SignIn.officer())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/suppressions/lifts")
        .then();
  }

  private static Map<String, Object> lifting(String what, List<Map<String, String>> values) {
    return Map.of("ground", "consent", "reference", "r", "reason", "r", what, values);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }

  private KeyId key() throws SQLException {
    try (var connection = lethe.getConnection();
        var select =
            connection.prepareStatement("select key_id from quarantine_day where dataset = ?")) {
      select.setString(1, dataset);
      try (var rows = select.executeQuery()) {
        rows.next();
        return new KeyId(rows.getObject(1, UUID.class));
      }
    }
  }

  private long count(String sql, String argument) throws SQLException {
    try (var connection = lethe.getConnection();
        var select = connection.prepareStatement(sql)) {
      select.setString(1, argument);
      try (var rows = select.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private void update(String sql, String argument) throws SQLException {
    try (var connection = lethe.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setString(1, argument);
      update.executeUpdate();
    }
  }
}
