package dev.lethe.service.request;

import static dev.lethe.service.request.RequestClient.approve;
import static dev.lethe.service.request.RequestClient.as;
import static dev.lethe.service.request.RequestClient.create;
import static dev.lethe.service.request.RequestClient.evidence;
import static dev.lethe.service.request.RequestClient.planned;
import static dev.lethe.service.request.RequestClient.post;
import static dev.lethe.service.request.RequestClient.read;
import static dev.lethe.service.request.RequestClient.state;
import static dev.lethe.service.request.RequestClient.verify;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import dev.lethe.cryptovault.proof.ReceiptVerifier;
import dev.lethe.cryptovault.proof.Verdict;
import dev.lethe.cryptovault.proof.VerifyingKey;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.fanout.MemoryTargetSettings;
import dev.lethe.service.fanout.MemoryTargets;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.SuppressionService;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.Response;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
@WithTestResource(MemoryTargetSettings.class)
class RequestFlowTest {
  private final MemoryTargets targets;
  private final IdentityService identity;
  private final SuppressionService suppression;
  private String email = "";
  private String webKey = "";
  private List<String> profiles = List.of();

  RequestFlowTest(MemoryTargets targets, IdentityService identity, SuppressionService suppression) {
    this.targets = targets;
    this.identity = identity;
    this.suppression = suppression;
  }

  @BeforeEach
  void onePersonWithTwoRecordsInThreeTargets() throws Exception {
    RequestClient.loadCatalog();
    targets.clear();
    People.Person person = People.withTwoRecords();
    email = person.email();
    webKey = person.webKey();
    profiles = person.profiles();
    for (String profile : profiles) {
      targets.add("mem-lake", "events", profile, Map.of("sku", "<b>socks</b>"));
      targets.add("mem-lake", "events", profile, Map.of("sku", "hat"));
      targets.add("mem-features", "stats", profile, Map.of());
    }
    targets.add("mem-lake", "events", "prf_somebody_else", Map.of("sku", "shoes"));
  }

  @Test
  void deletionRunsFromReceiptToReceipt() {
    String id = planned("delete", email);
    read(SignIn.officer(), "/" + id + "/plan")
        .then()
        .body("profiles.size()", is(2))
        .body(
            "steps.action",
            equalTo(List.of("suppress", "shred", "erase", "erase", "mark", "delete_profiles")))
        .body("steps.find { it.asset == 'events' }.expected", is(4))
        .body("steps.find { it.asset == 'churn' }.expected", is(2))
        .body("steps.legal_basis", everyItem(containsString("GDPR")))
        .body("warnings", empty());
    approve(id).then().statusCode(200);
    awaitState(id, "COMPLETED");

    assertThat(targets.count("mem-lake", "events")).isEqualTo(1);
    assertThat(targets.count("mem-features", "stats")).isZero();
    assertThat(suppression.suppressed(SuppressionService.sourceKeys("web"), List.of(webKey)))
        .containsExactly(true);
    assertThat(suppression.suppressed("email", List.of(email))).containsExactly(true);
    read(SignIn.officer(), "/" + id + "/systems")
        .then()
        .body("items.find { it.asset == 'events' }.state", is("verified"))
        .body("items.find { it.asset == 'events' }.before", is(4))
        .body("items.find { it.asset == 'events' }.after", is(0))
        .body(
            "items.find { it.asset == 'events' }.segments.state",
            hasItems("waiting", "working", "done", "verified"))
        .body("items.find { it.asset == 'keys' }.state", is("done"))
        .body("approved_at", not(nullValue()));
    read(SignIn.auditor(), "/" + id + "/history")
        .then()
        .body(
            "items.action",
            hasItems(
                "request.received",
                "request.verified",
                "request.resolved",
                "request.planned",
                "request.approved",
                "request.frozen",
                "request.execution_began",
                "step.shred",
                "step.erase",
                "receipt.stated",
                "request.completed"));
  }

  @Test
  void receiptOfADeletionChecksOffline() {
    String id = planned("delete", email);
    approve(id);
    awaitState(id, "COMPLETED");
    String receipt =
        read(SignIn.officer(), "/" + id + "/receipt").then().statusCode(200).extract().asString();
    String pem =
        given().get("/api/v1/keys/receipt").then().statusCode(200).extract().path("public_key_pem");
    Verdict verdict = new ReceiptVerifier(VerifyingKey.fromPem(pem)).check(receipt);
    assertThat(verdict.valid()).as(verdict.findings().toString()).isTrue();
    assertThat(receipt).doesNotContain(email, webKey).doesNotContain(profiles);
  }

  @Test
  void receiptTellsOfFormerKeysAndOfCopiesThatHadLeft() throws Exception {
    String id = planned("delete", email);
    call(
            SignIn.officer(),
            "/api/v1/keys/rotations",
            Map.of("profiles", profiles, "reason", "yearly"))
        .then()
        .statusCode(201)
        .body("rotated", is(2));
    String export =
        call(SignIn.officer(), "/api/v1/keys/exports", export(profiles.getFirst()))
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    call(SignIn.approver(), "/api/v1/keys/exports/" + export + "/confirmation", Map.of())
        .then()
        .statusCode(200);
    approve(id);
    awaitState(id, "COMPLETED");
    String receipt =
        read(SignIn.officer(), "/" + id + "/receipt").then().statusCode(200).extract().asString();
    String pem = given().get("/api/v1/keys/receipt").then().extract().path("public_key_pem");
    Verdict verdict = new ReceiptVerifier(VerifyingKey.fromPem(pem)).check(receipt);
    assertThat(verdict.valid()).as(verdict.findings().toString()).isTrue();
    assertThat(verdict.findings().toString())
        .contains("4 keys destroyed, one for each profile and 2 former ones.")
        .contains("A copy of 2 keys left the vault");
  }

  private static Map<String, Object> export(String profile) throws Exception {
    byte[] key = KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic().getEncoded();
    return Map.of(
        "profiles", List.of(profile),
        "hold", "court 12",
        "reason", "ticket 9",
        "recipient_public_key",
            "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(key)
                + "\n-----END PUBLIC KEY-----",
        "expires_at", "2999-01-01T00:00:00Z");
  }

  private static Response call(String token, String path, Map<String, Object> body) {
    return given().auth().oauth2(token).contentType("application/json").body(body).post(path);
  }

  @Test
  void identifiersAreGoneWhenADeletionIsAnswered() {
    String id = planned("delete", email);
    approve(id);
    awaitState(id, "COMPLETED");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            read(SignIn.officer(), "/" + id)
                .then()
                .body("subject.identifiers", empty())
                .body("subject.customer", nullValue())
                .body("subject.profiles", is(2))
                .body("stages.state", everyItem(is("done")))
                .body("clock.state", is("stopped"))
                .body("receipt_available", is(true))
                .body("allowed_actions.find { it.action == 'withdraw' }.allowed", is(false)));
    read(SignIn.officer(), "/" + id + "/plan").then().body("profiles", empty());
  }

  @Test
  void accessGivesOnePackageToReadAndOneForMachines() {
    String id = planned("access", email);
    approve(id).then().statusCode(200);
    awaitState(id, "COMPLETED");
    read(SignIn.officer(), "/" + id + "/package")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("profiles.attributes.email", hasItem(email))
        .body("systems.find { it.asset == 'events' }.records.size()", is(4));
    String page =
        read(SignIn.officer(), "/" + id + "/package.html")
            .then()
            .statusCode(200)
            .contentType("text/html")
            .extract()
            .asString();
    assertThat(page).contains("&lt;b&gt;socks&lt;/b&gt;", email).doesNotContain("<b>", "<script");
    assertThat(targets.count("mem-lake", "events")).isEqualTo(5);
    read(SignIn.auditor(), "/" + id + "/package").then().statusCode(403);
    read(SignIn.auditor(), "/" + id + "/history")
        .then()
        .body("items.action", hasItem("request.package_opened"));
    read(SignIn.officer(), "/" + id + "/receipt").then().statusCode(200);
  }

  @Test
  void strangerToUsIsANoMatch() {
    String id = create("delete", "gdpr", "nobody-" + email);
    verify(id, "reasonable", evidence("email")).then().body("state", is("NO_MATCH"));
    post(SignIn.officer(), "/" + id + "/plan", Map.of()).then().statusCode(409);
  }

  @Test
  void oneOfSeveralCustomersMustBeChosen() {
    String unique = UUID.randomUUID().toString();
    List<String> both = People.sharingOneMailbox(unique);
    String other = both.getLast();
    String id = create("delete", "gdpr", unique + "@gmx.de");
    verify(id, "reasonable", evidence("email"))
        .then()
        .body("state", is("RESOLVED"))
        .body("subject.customer", nullValue())
        .body("subject.candidates", hasItem(other));
    post(SignIn.officer(), "/" + id + "/plan", Map.of()).then().statusCode(409);
    post(
            SignIn.officer(),
            "/" + id + "/subject",
            Map.of("customer", "cus_00000000000000000000000000"))
        .then()
        .statusCode(400)
        .body("field", is("customer"));
    post(SignIn.officer(), "/" + id + "/subject", Map.of("customer", other))
        .then()
        .statusCode(200)
        .body("subject.customer", is(other));
    post(SignIn.officer(), "/" + id + "/plan", Map.of())
        .then()
        .statusCode(201)
        .body("profiles.size()", is(1));
  }

  @Test
  void whoPlannedOrEnteredMayNotApprove() {
    String id = planned("delete", email);
    String both = SignIn.token("olga", "officer", "approver");
    post(both, "/" + id + "/approval", Map.of("decision", "approve"))
        .then()
        .statusCode(403)
        .body("type", is("urn:lethe:problem:four-eyes"));
    read(both, "/" + id)
        .then()
        .body("allowed_actions.find { it.action == 'approve' }.allowed", is(false))
        .body(
            "allowed_actions.find { it.action == 'approve' }.reason",
            containsString("second person"));
    post(SignIn.officer(), "/" + id + "/approval", Map.of("decision", "approve"))
        .then()
        .statusCode(403);
    assertThat(state(id)).isEqualTo("PLANNED");
    assertThat(targets.count("mem-lake", "events")).isEqualTo(5);
  }

  @Test
  void returnedPlanIsMadeAnew() {
    String id = planned("delete", email);
    post(
            SignIn.approver(),
            "/" + id + "/approval",
            Map.of("decision", "return", "reason", "ask Ms Smith first"))
        .then()
        .statusCode(200)
        .body("state", is("RESOLVED"));
    read(SignIn.officer(), "/" + id + "/history")
        .then()
        .body("items.find { it.action == 'request.returned' }.reason", is("ask Ms Smith first"));
    post(SignIn.officer(), "/" + id + "/plan", Map.of())
        .then()
        .statusCode(201)
        .body("version", is(2));
  }

  @Test
  void weakVerificationIsRefused() {
    String id = create("access", "ccpa", email);
    verify(id, "reasonably_high", evidence("email"))
        .then()
        .statusCode(422)
        .body("type", is("urn:lethe:problem:verification-too-weak"));
    verify(id, "reasonable", evidence("email", "phone"))
        .then()
        .statusCode(200)
        .body("state", is("VERIFYING"));
    post(SignIn.officer(), "/" + id + "/plan", Map.of())
        .then()
        .statusCode(422)
        .body("type", is("urn:lethe:problem:verification-too-weak"));
    verify(id, "reasonably_high", evidence("email", "phone", "order_number", "signed_declaration"))
        .then()
        .body("state", is("RESOLVED"));
  }

  @Test
  void changeOfAVersionNotSeenIsRefused() {
    String id = planned("delete", email);
    int version = read(SignIn.officer(), "/" + id).path("version");
    as(SignIn.approver())
        .contentType("application/json")
        .header("If-Match", "\"" + (version - 1) + "\"")
        .body(Map.of("decision", "approve"))
        .post("/api/v1/requests/" + id + "/approval")
        .then()
        .statusCode(412)
        .body("type", is("urn:lethe:problem:stale-version"))
        .body("version", is(version));
    assertThat(state(id)).isEqualTo("PLANNED");
  }

  @Test
  void recordsThatNothingProvenTiesToTheRequesterWaitForAPerson() {
    String id = create("delete", "gdpr", email);
    verify(id, "reasonable", evidence("order_number")).then().body("state", is("RESOLVED"));
    post(SignIn.officer(), "/" + id + "/plan", Map.of())
        .then()
        .statusCode(409)
        .body("detail", containsString("review cases"));
    List<Map<String, Object>> cases =
        as(SignIn.officer())
            .get("/api/v1/identity/reviews?kind=erasure&limit=500")
            .then()
            .statusCode(200)
            .extract()
            .<List<Map<String, Object>>>path("items.findAll { it.request == '" + id + "' }");
    assertThat(cases).hasSize(2);
    decide(caseOf(cases, profiles.getFirst()), "same");
    post(SignIn.officer(), "/" + id + "/plan", Map.of())
        .then()
        .statusCode(201)
        .body("profiles.id", equalTo(List.of(profiles.getFirst())))
        .body("held.id", equalTo(List.of(profiles.getLast())))
        .body("held[0].treatment", is("ask"))
        .body("held[0].review", is(caseOf(cases, profiles.getLast())))
        .body("steps.find { it.asset == 'events' }.expected", is(2));
    approve(id).then().statusCode(409).body("detail", containsString("wait for a person"));
    decide(caseOf(cases, profiles.getLast()), "dismiss");
    post(SignIn.officer(), "/" + id + "/plan", Map.of())
        .then()
        .statusCode(201)
        .body("held[0].treatment", is("leave"))
        .body("warnings", hasItem(containsString("1 records of the customer stay")));
    approve(id).then().statusCode(200);
    awaitState(id, "COMPLETED");
    assertThat(targets.count("mem-lake", "events")).isEqualTo(3);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> read(SignIn.officer(), "/" + id + "/plan").then().body("held", empty()));
    as(SignIn.officer()).get("/api/v1/profiles/" + profiles.getFirst()).then().statusCode(404);
    as(SignIn.officer()).get("/api/v1/profiles/" + profiles.getLast()).then().statusCode(200);
  }

  private static String caseOf(List<Map<String, Object>> cases, String profile) {
    return cases.stream()
        .filter(one -> List.of(profile).equals(one.get("left")))
        .map(one -> String.valueOf(one.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private static void decide(String review, String verdict) {
    as(SignIn.officer())
        .contentType("application/json")
        .body(Map.of("verdict", verdict, "reason", "compared the order forms"))
        .post("/api/v1/identity/reviews/" + review + "/decision")
        .then()
        .statusCode(200);
  }

  @Test
  void recordsThatChangedSinceThePlanStopTheApproval() {
    String id = planned("delete", email);
    identity.erase(List.of(ProfileId.parse(profiles.getFirst())));
    approve(id).then().statusCode(409).body("type", is("urn:lethe:problem:conflict"));
    assertThat(state(id)).isEqualTo("PLANNED");
  }

  @Test
  void passingTroubleIsRetriedAndLeavesNoTrace() {
    targets.fail("erase mem-lake/events", 2);
    String id = planned("delete", email);
    approve(id);
    awaitState(id, "COMPLETED");
    assertThat(targets.effects("mem-lake/events")).isEqualTo(1);
    read(SignIn.officer(), "/" + id + "/systems")
        .then()
        .body("items.find { it.asset == 'events' }.segments.state", hasItem("retrying"))
        .body("items.find { it.asset == 'events' }.last_error", nullValue());
  }

  @Test
  void lastingTroubleWaitsForAPersonAndGoesOnAfterwards() {
    String id = planned("delete", email);
    targets.fail("erase mem-features/stats", 3);
    approve(id);
    String step = awaitStuck(id, "stats");
    as(SignIn.officer())
        .get("/api/v1/today")
        .then()
        .body("trouble.request", hasItem(id))
        .body("sentence_parts.blocked", is(1));
    post(SignIn.officer(), "/" + id + "/withdrawal", Map.of("reason", "changed my mind"))
        .then()
        .statusCode(409);
    post(
            SignIn.officer(),
            "/" + id + "/systems/" + step + "/retry",
            Map.of("reason", "the store is back"))
        .then()
        .statusCode(200);
    awaitState(id, "COMPLETED");
    assertThat(targets.effects("mem-features/stats")).isEqualTo(1);
    assertThat(targets.effects("mem-lake/events")).isEqualTo(1);
  }

  @Test
  void moreRowsThanThePlanExpectedStopBeforeAnythingIrreversible() {
    String id = planned("delete", email);
    for (int i = 0; i < 40; i++) {
      targets.add("mem-lake", "events", profiles.getFirst(), Map.of("sku", "late" + i));
    }
    approve(id);
    String step = awaitStuck(id, "events");
    assertThat(state(id)).isEqualTo("FROZEN");
    assertThat(targets.count("mem-lake", "events")).isEqualTo(45);
    read(SignIn.officer(), "/" + id + "/systems")
        .then()
        .body("items.find { it.asset == 'events' }.last_error", containsString("expected 4"));
    post(
        SignIn.officer(), "/" + id + "/systems/" + step + "/retry", Map.of("reason", "a busy day"));
    awaitState(id, "COMPLETED");
    assertThat(targets.count("mem-lake", "events")).isEqualTo(1);
  }

  @Test
  void withdrawalTakesTheFreezeBack() {
    String id = planned("delete", email);
    targets.fail("locate mem-lake/events", 3);
    approve(id);
    awaitStuck(id, "events");
    post(SignIn.officer(), "/" + id + "/withdrawal", Map.of("reason", "changed my mind"))
        .then()
        .statusCode(200)
        .body("state", is("WITHDRAWN"));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(
                    suppression.suppressed(SuppressionService.sourceKeys("web"), List.of(webKey)))
                .containsExactly(false));
    assertThat(suppression.suppressed("email", List.of(email))).containsExactly(false);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> read(SignIn.officer(), "/" + id).then().body("subject.identifiers", empty()));
    assertThat(targets.count("mem-lake", "events")).isEqualTo(5);
    assertThat(targets.effects("mem-lake/events")).isZero();
  }

  @Test
  void denialClosesARequest() {
    String id = planned("delete", email);
    post(
            SignIn.officer(),
            "/" + id + "/denial",
            Map.of("reason_code", "fraud", "reason", "not her"))
        .then()
        .statusCode(200)
        .body("state", is("DENIED"));
    approve(id).then().statusCode(409);
  }

  @Test
  void listPagesInOrderOfTheDueDate() {
    for (int i = 0; i < 3; i++) {
      create("delete", i % 2 == 0 ? "gdpr" : "ccpa", email);
    }
    var first = as(SignIn.officer()).get("/api/v1/requests?limit=2");
    first.then().statusCode(200).body("items.size()", is(2));
    String next = first.path("next");
    as(SignIn.officer())
        .queryParam("after", next)
        .queryParam("limit", 500)
        .get("/api/v1/requests")
        .then()
        .body("items.id", not(hasItem((String) first.path("items[0].id"))));
    as(SignIn.officer())
        .get("/api/v1/requests?state=RECEIVED&right=delete&regime=ccpa&sort=received")
        .then()
        .body("items.regime", everyItem(is("ccpa")))
        .body("items.clock.confirm_due", everyItem(not(nullValue())));
  }

  @Test
  void todayCountsWhatIsOpen() {
    planned("delete", email);
    as(SignIn.approver())
        .get("/api/v1/today")
        .then()
        .statusCode(200)
        .body("horizon.size()", is(31))
        .body("horizon[0].date", nullValue())
        .body("waiting_for_approval.size()", not(is(0)))
        .body("recent.action", hasItem("request.planned"));
    as(SignIn.officer())
        .get("/api/v1/today")
        .then()
        .body("sentence_parts.waiting_for_my_approval", is(0));
  }

  @Test
  void repeatedCreationWithOneKeyIsOneRequest() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body =
        Map.of(
            "right",
            "delete",
            "regime",
            "gdpr",
            "identifiers",
            List.of(Map.of("kind", "email", "value", email)));
    String first =
        as(SignIn.officer())
            .contentType("application/json")
            .header("Idempotency-Key", key)
            .body(body)
            .post("/api/v1/requests")
            .path("id");
    as(SignIn.officer())
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(body)
        .post("/api/v1/requests")
        .then()
        .statusCode(oneOf(200, 201))
        .body("id", is(first));
  }

  private String awaitStuck(String id, String asset) {
    String find = "items.find { it.asset == '" + asset + "' }";
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            read(SignIn.officer(), "/" + id + "/systems")
                .then()
                .body(find + ".state", is("needs_person")));
    return read(SignIn.officer(), "/" + id + "/systems").path(find + ".id");
  }

  private static void awaitState(String id, String state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(state(id)).isEqualTo(state));
  }
}
