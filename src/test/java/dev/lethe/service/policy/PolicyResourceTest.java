package dev.lethe.service.policy;

import static dev.lethe.service.policy.PolicyCalls.POLICY;
import static dev.lethe.service.policy.PolicyCalls.PROBLEM;
import static dev.lethe.service.policy.PolicyCalls.PROPOSALS;
import static dev.lethe.service.policy.PolicyCalls.body;
import static dev.lethe.service.policy.PolicyCalls.change;
import static dev.lethe.service.policy.PolicyCalls.confirm;
import static dev.lethe.service.policy.PolicyCalls.document;
import static dev.lethe.service.policy.PolicyCalls.get;
import static dev.lethe.service.policy.PolicyCalls.post;
import static dev.lethe.service.policy.PolicyCalls.propose;
import static dev.lethe.service.policy.PolicyCalls.reveal;
import static dev.lethe.service.policy.PolicyCalls.shipped;
import static dev.lethe.service.policy.PolicyCalls.tokenize;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.agroal.api.AgroalDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
class PolicyResourceTest {
  /** As the tests of the events themselves declare it. */
  private static final String EVENTS =
      """
      dataset:
        - fides_key: careful_events
          meta: {lethe: {stream: {suppressed: quarantine, unlisted: drop}}}
          collections:
            - name: event
              fields:
                - {name: kind, data_categories: [system.operations]}
                - {name: who, data_categories: [user.unique_id], meta: {lethe: {subject: [{source: web}]}}}
                - {name: note, data_categories: [user.content], meta: {lethe: {suite: 1, field_class: note}}}
      """;

  private final IdentityService identity;
  private final PolicyStore store;
  private final AgroalDataSource lethe;
  // Callers of their own, so that nothing which other tests refused or counted matters.
  private final String pipeline = SignIn.token("p-" + UUID.randomUUID(), "pipeline");
  private final String officerName = "o-" + UUID.randomUUID();
  private final String officer = SignIn.token(officerName, "officer");

  PolicyResourceTest(IdentityService identity, PolicyStore store, AgroalDataSource lethe) {
    this.identity = identity;
    this.store = store;
    this.lethe = lethe;
  }

  @BeforeEach
  @AfterEach
  void shipAgain() {
    change(shipped());
  }

  @Test
  void everyVersionIsKeptAndTheNewestHolds() {
    var next = shipped();
    rule(next, 1).putArray("fields").add("email");
    int version = change(next);
    get(SignIn.auditor(), POLICY)
        .body("version", equalTo(version))
        .body("made_by", equalTo("olga"))
        .body("reason", equalTo("ticket 7"))
        .body("policy.rules[1].fields", equalTo(List.of("email")));
    get(SignIn.auditor(), POLICY + "/versions/0")
        .body("made_by", nullValue())
        .body("policy.rules[1].fields", equalTo(List.of("*")));
    String after =
        get(SignIn.auditor(), POLICY + "/versions?limit=1")
            .body("items[0].version", equalTo(version))
            .extract()
            .path("next");
    get(SignIn.auditor(), POLICY + "/versions?limit=1&after=" + after)
        .body("items[0].version", equalTo(version - 1));
    get(SignIn.auditor(), POLICY + "/versions?after=bm8").statusCode(400);
    get(SignIn.auditor(), POLICY + "/versions/" + (version + 1)).statusCode(404);
    get(SignIn.auditor(), POLICY + "/versions/x").statusCode(404);
  }

  @Test
  void aVersionThatWasWrittenFromAnOlderOneIsRefused() {
    int version = change(shipped());
    post(SignIn.approver(), PROPOSALS, body(version - 1, shipped()))
        .statusCode(412)
        .body("type", equalTo(PROBLEM + "stale-version"));
    post(SignIn.approver(), PROPOSALS, body(version + 1, shipped())).statusCode(412);
    String late = propose(officer, version, shipped());
    int newest = change(shipped());
    confirm(SignIn.approver(), late).statusCode(412);
    get(SignIn.auditor(), PROPOSALS + "/" + late).body("state", equalTo("stale"));
    get(SignIn.auditor(), POLICY).body("version", equalTo(newest));
  }

  @Test
  void oneAloneChangesNothing() throws SQLException {
    int version = change(shipped());
    var next = shipped();
    rule(next, 1).putArray("fields").add("email");
    var approver = SignIn.token("a-" + UUID.randomUUID(), "approver", "officer");
    String own = propose(approver, version, next);
    confirm(approver, own).statusCode(403).body("type", equalTo(PROBLEM + "four-eyes"));
    get(SignIn.auditor(), POLICY).body("version", equalTo(version));
    get(SignIn.auditor(), PROPOSALS + "/" + own)
        .body("state", equalTo("proposed"))
        .body("version", nullValue())
        .body("policy.rules[1].fields", equalTo(List.of("email")));
    get(SignIn.auditor(), PROPOSALS + "?waiting=true").body("items.id", equalTo(List.of(own)));
    assertThatThrownBy(() ->
            run(
                "update policy_proposal set confirmed_by = proposed_by where based_on = "
                    + version))
        .hasMessageContaining("policy_proposal_check");
    assertThatThrownBy(() ->
            run(
                "insert into token_policy (version, content, made_by, made_at, reason)"
                    + " values (1000000, '{}', 'olga', now(), 'x')"))
        .hasMessageContaining("token_policy_two_persons");
    for (int time = 0; time < 2; time++) {
      confirm(SignIn.approver(), own)
          .statusCode(200)
          .body("version", equalTo(version + 1))
          .body("confirmed_by", equalTo("amir"));
    }
    confirm(SignIn.token("b-" + UUID.randomUUID(), "approver"), own)
        .statusCode(409)
        .body("type", equalTo(PROBLEM + "wrong-state"));
    get(SignIn.auditor(), POLICY).body("version", equalTo(version + 1));
    get(SignIn.auditor(), PROPOSALS + "?limit=1")
        .body("items[0].id", equalTo(own))
        .body("items[0].state", equalTo("confirmed"))
        .body("next", notNullValue());
    assertThat(logged("body->>'proposal' = '" + own + "'")).hasSize(2);
    get(SignIn.auditor(), PROPOSALS + "?waiting=true").body("items", hasSize(0));
    get(SignIn.auditor(), PROPOSALS + "?waiting=perhaps").statusCode(400);
  }

  @Test
  void aProposalLapsesAfterAWeek() throws SQLException {
    int version = change(shipped());
    String forgotten = propose(officer, version, shipped());
    run(
        "update policy_proposal set proposed_at = now() - interval '7 days 1 second'"
            + " where based_on = "
            + version);
    confirm(SignIn.approver(), forgotten)
        .statusCode(409)
        .body("type", equalTo(PROBLEM + "wrong-state"));
    get(SignIn.auditor(), PROPOSALS + "/" + forgotten).body("state", equalTo("lapsed"));
    get(SignIn.auditor(), PROPOSALS + "/tpp_x").statusCode(404);
    confirm(SignIn.approver(), "tpp_x").statusCode(404);
  }

  @Test
  void whoeverMayRevealPutsNothingInForceAndTheChangeIsLogged() throws SQLException {
    post(pipeline, PROPOSALS, body(0, shipped())).statusCode(403);
    int version = change(shipped());
    String proposal = propose(SignIn.officer(), version, shipped());
    confirm(officer, proposal).statusCode(403).body("type", equalTo(PROBLEM + "not-allowed"));
    confirm(pipeline, proposal).statusCode(403);
    assertThat(logged("type = 'tokens.policy_changed' and body->>'version' = '" + version + "'"))
        .singleElement()
        .asString()
        .contains("amir", "olga", "ticket 7");
  }

  @Test
  void changesThatSayTooLittleAreRefused() {
    var url = PROPOSALS;
    post(SignIn.approver(), url, "{}").statusCode(400).body("field", equalTo("policy"));
    post(SignIn.approver(), url, "{\"policy\":{}}")
        .statusCode(400)
        .body("field", equalTo("based_on"));
    post(SignIn.approver(), url, "{\"policy\":{},\"based_on\":0}")
        .statusCode(400)
        .body("field", equalTo("reason"));
    post(SignIn.approver(), url, "{\"policy\":{},\"based_on\":0,\"reason\":\"x\"}")
        .statusCode(400)
        .body("field", equalTo("purposes"));
    post(SignIn.approver(), url, "{\"policy\":{\"rulez\":1}}")
        .statusCode(400)
        .body("type", equalTo(PROBLEM + "unknown-field"));
  }

  @Test
  void whatNoRuleAllowsIsNotTokenized() throws SQLException {
    var next = shipped();
    rule(next, 0).putArray("fields").add("email");
    change(next);
    var profiles = profiles(2);
    tokenize(pipeline, "email", profiles).statusCode(200).body("token[1]", notNullValue());
    tokenize(pipeline, "card", profiles)
        .statusCode(200)
        .body("token[1]", nullValue())
        .body("problems.'1'.type", equalTo(PROBLEM + "field-not-allowed"));
    var lines =
        "{\"profile\":\"%1$s\",\"field\":\"card\",\"suite\":1,\"value\":\"x\"}\n"
            + "{\"profile\":\"%1$s\",\"field\":\"email\",\"suite\":1,\"value\":\"x\"}\n";
    var answers =
        given()
            .auth()
            .oauth2(pipeline)
            .contentType("application/x-ndjson")
            .body(lines.formatted(profiles.getFirst()).getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/tokens")
            .asString()
            .split("\n");
    assertThat(answers[0]).contains("field-not-allowed");
    assertThat(answers[1]).contains("\"token\"").doesNotContain("problem");
  }

  @Test
  void eventsAreHeldBackWhereOneFieldOfTheirDatasetIsNotAllowed() {
    Given.sources("web");
    Given.datasets(EVENTS);
    assertThat(pseudonymize()).contains("\"profile\":\"prf_").doesNotContain("problem");
    var next = shipped();
    rule(next, 0).putArray("fields").add("email");
    change(next);
    assertThat(pseudonymize()).contains("field-not-allowed").doesNotContain("prf_", "marked");
    rule(next, 0).putArray("fields").add("note");
    rule(next, 0).put("values_per_minute", 1);
    change(next);
    assertThat(pseudonymize()).as("two notes a call").contains("too-many-requests");
  }

  private String pseudonymize() {
    var event = "{\"kind\":\"call\",\"who\":\"policy-1\",\"note\":\"marked\"}\n";
    return given()
        .auth()
        .oauth2(pipeline)
        .contentType("application/x-ndjson")
        .body((event + event).getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/datasets/careful_events/pseudonymize")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  @Test
  void aRateThatIsExceededSaysWhenToComeAgain() {
    var next = shipped();
    rule(next, 0).put("values_per_minute", 2);
    change(next);
    var profiles = profiles(3);
    tokenize(pipeline, "email", profiles).statusCode(429).body("max_values", equalTo(2));
    tokenize(pipeline, "email", profiles.subList(0, 2)).statusCode(200);
    var seconds =
        tokenize(pipeline, "email", profiles.subList(0, 2))
            .statusCode(429)
            .body("type", equalTo(PROBLEM + "too-many-requests"))
            .extract()
            .header("Retry-After");
    assertThat(Integer.parseInt(seconds)).isBetween(1, 60);
  }

  @Test
  void aPurposeThatIsNotDeclaredIsRefusedAndTheDeclaredOnesAreNamed() throws SQLException {
    var tokens = tokens("email", 1);
    reveal(officer, "curiosity", "email", tokens)
        .statusCode(400)
        .body("type", equalTo(PROBLEM + "purpose-not-declared"))
        .body("field", equalTo("purpose"))
        .body("purposes", hasItems("support", "subject_access"));
    assertThat(logged("type = 'tokens.refused' and actor = '" + officerName + "'"))
        .singleElement()
        .asString()
        .contains("purpose-not-declared")
        .doesNotContain("curiosity");
  }

  @Test
  void aFieldIsRevealedOnlyForItsPurposesAndInItsForm() throws SQLException {
    var next = shipped();
    var rule = rule(next, 1);
    rule.putArray("fields").add("email");
    rule.putArray("purposes").add("support");
    rule.putArray("shows").add("initial");
    change(next);
    var tokens = tokens("email", 2);
    var refused = PROBLEM + "field-not-allowed";
    reveal(officer, "support", "email", tokens)
        .statusCode(200)
        .body("value", equalTo(Arrays.asList(null, null)))
        .body("problems.'0'.type", equalTo(refused));
    reveal(officer, "support\",\"mask\":\"initial", "email", tokens)
        .body("value", equalTo(List.of("m****", "m****")));
    reveal(officer, "fraud_review\",\"mask\":\"initial", "email", tokens)
        .body("problems.'1'.type", equalTo(refused));
    reveal(officer, "support\",\"mask\":\"initial", "card", tokens("card", 1))
        .body("problems", notNullValue())
        .body("problems.'0'.type", equalTo(refused));
    assertThat(
            logged(
                "type = 'tokens.revealed' and body->>'refused' = '2' and actor = '"
                    + officerName
                    + "'"))
        .hasSize(2);
  }

  @Test
  void oneCallerCanBeNamedWhereTheRoleIsNot() {
    var next = shipped();
    var rule = rule(next, 1);
    rule.remove("roles");
    rule.putArray("callers").add(officerName);
    change(next);
    var tokens = tokens("email", 1);
    reveal(officer, "support", "email", tokens).body("value", hasSize(1));
    reveal(SignIn.officer(), "support", "email", tokens)
        .body("problems.'0'.type", equalTo(PROBLEM + "field-not-allowed"));
  }

  @Test
  void anotherNodeFollowsANewVersionAndRefusesOnceItHearsNothing() {
    var nanos = new AtomicLong();
    var node = new PolicyInForce(store, Duration.ofSeconds(30), nanos::get);
    assertThatThrownBy(node::current).as("before the first look").isInstanceOf(Exception.class);
    node.look();
    long before = node.current().version();
    long version = change(document());
    assertThat(node.current().version()).isEqualTo(before);
    node.look();
    assertThat(node.current().version()).isEqualTo(version);
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(node.current().version()).isEqualTo(version);
    nanos.addAndGet(1);
    assertThatThrownBy(node::current)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  @Test
  void aVersionIsNeverChanged() {
    change(shipped());
    assertThatThrownBy(() -> run("update token_policy set reason = 'x'"))
        .hasMessageContaining("never changes");
    assertThatThrownBy(() -> run("delete from token_policy")).hasMessageContaining("never changes");
    assertThatThrownBy(() -> run("truncate token_policy")).hasMessageContaining("never changes");
  }

  private List<String> tokens(String field, int count) {
    return tokenize(pipeline, field, profiles(count)).statusCode(200).extract().path("token");
  }

  private List<String> profiles(int count) {
    return Given.profiles(identity, count).stream()
        .map(profile -> profile.id().toString())
        .toList();
  }

  private static ObjectNode rule(ObjectNode document, int index) {
    return (ObjectNode) document.required("rules").required(index);
  }

  private void run(String statement) throws SQLException {
    try (var c = lethe.getConnection();
        var s = c.createStatement()) {
      s.execute(statement);
    }
  }

  private List<String> logged(String where) throws SQLException {
    try (var c = lethe.getConnection();
        var s = c.createStatement();
        var r = s.executeQuery("select actor || body::text from log_entry where " + where)) {
      var found = new ArrayList<String>();
      while (r.next()) {
        found.add(r.getString(1));
      }
      return found;
    }
  }
}
