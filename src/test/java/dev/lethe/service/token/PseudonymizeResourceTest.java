package dev.lethe.service.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.identity.SubjectIdentifier;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.LogCapture;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.SuppressionService;
import dev.lethe.service.vault.VaultService;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
class PseudonymizeResourceTest {
  private static final String PROBLEM = "urn:lethe:problem:";
  private static final String QUARANTINING =
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

  private final ObjectMapper json = new ObjectMapper();
  private final SuppressionService suppression;
  private final IdentityService identity;
  private final VaultService vault;
  private final ErasedPeople erased;

  @TestHTTPResource("/api/v1/datasets/retail_events/pseudonymize")
  URI retail = URI.create("");

  PseudonymizeResourceTest(
      SuppressionService suppression,
      IdentityService identity,
      VaultService vault,
      ErasedPeople erased) {
    this.erased = erased;
    this.suppression = suppression;
    this.identity = identity;
    this.vault = vault;
  }

  @BeforeEach
  void loadCatalog() throws IOException {
    Given.sources("web", "anonymous");
    Given.retailCatalog();
    Given.datasets(QUARANTINING);
  }

  @Test
  void eventLosesItsPersonAndKeepsTheRest() throws IOException {
    var out = pseudonymize(event("cust-1", "s-1"), event("cust-1", "s-1"), event("cust-2", "s-1"));
    assertThat(out).hasSize(3);
    var first = out.getFirst();
    assertThat(first.propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "event_id",
            "event_type",
            "timestamp",
            "session_id",
            "channel",
            "device_type",
            "properties",
            "profile",
            "customer");
    assertThat(first.get("profile").asText()).startsWith("prf_");
    assertThat(first.get("customer").asText()).startsWith("cus_");
    assertThat(first.at("/properties/price").asDouble()).isEqualTo(9.5);
    assertThat(first.toString()).doesNotContain("cust-1", "s-1\"");
    assertThat(out.get(1).get("profile")).isEqualTo(first.get("profile"));
    assertThat(out.get(1).get("session_id")).isEqualTo(first.get("session_id"));
    assertThat(out.get(2).get("profile")).isNotEqualTo(first.get("profile"));
    assertThat(out.get(2).get("session_id")).isNotEqualTo(first.get("session_id"));
  }

  @Test
  void sessionTokenRevealsTheSession() throws IOException {
    var token = pseudonymize(event("cust-3", "s-marked")).getFirst().get("session_id").asText();
    given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/json")
        .body(
            "{\"purpose\":\"support\",\"reason\":\"test\",\"items\":[{\"token\":\""
                + token
                + "\",\"field\":\"session_id\"}]}")
        .post("/api/v1/tokens/reveal")
        .then()
        .statusCode(200)
        .body("items[0].value", equalTo("s-marked"));
  }

  @Test
  void anonymousEventGetsAProfileToo() throws IOException {
    var out =
        pseudonymize(event("x", "s").replace("\"customer_id\":\"x\"", "\"anonymous_id\":\"an-1\""));
    assertThat(out.getFirst().get("profile").asText()).startsWith("prf_");
    assertThat(out.getFirst().toString()).doesNotContain("an-1");
  }

  @Test
  void badLinesAnswerProblemsInTheirPlaces() throws IOException {
    var out =
        pseudonymize(
            event("cust-1", "s"),
            "{\"event_id\": ",
            "[1]",
            event("cust-1", "s").replace("\"channel\"", "\"marked-field@x\""),
            event("cust-1", "s").replace("\"channel\"", "\"colour\""),
            event("cust-1", "s").replace("\"sku-1\"", "{\"deep\":1}"),
            event("cust-1", "s").replace("\"customer_id\":\"cust-1\"", "\"customer_id\":null"),
            "",
            event("cust-1", "s").replace("\"web\"", "\"web\",\"channel\":\"web\""),
            event("cust-1", "s"));
    assertThat(out).hasSize(10);
    assertThat(types(out))
        .containsExactly(
            "",
            "malformed-json",
            "malformed-json",
            "unknown-field",
            "unknown-field",
            "invalid-field",
            "missing-field",
            "malformed-json",
            "malformed-json",
            "");
    assertThat(out.get(1).get("line").asInt()).isEqualTo(2);
    assertThat(out.get(4).toString()).contains("colour");
    assertThat(out.toString()).doesNotContain("marked-field");
  }

  @Test
  void invalidUtf8AndOverlongLinesAnswerProblems() throws IOException {
    var good = (event("cust-1", "s") + "\n").getBytes(StandardCharsets.UTF_8);
    var bad = (event("cust-1", "\u00c3\u0028") + "\n").getBytes(StandardCharsets.ISO_8859_1);
    var huge =
        (event("cust-1", "x".repeat(10 * 1024 * 1024)) + "\n").getBytes(StandardCharsets.UTF_8);
    var large = (event("cust-1", "x".repeat(70_000)) + "\n").getBytes(StandardCharsets.UTF_8);
    var body = new ByteArrayOutputStream();
    for (var part : List.of(good, bad, huge, large, good)) {
      body.write(part);
    }
    var out = lines(post("retail_events", body.toByteArray()));
    assertThat(types(out))
        .containsExactly("", "invalid-utf8", "value-too-large", "value-too-large", "");
  }

  @Test
  void suppressedPersonIsStripped() throws IOException {
    var key = UUID.randomUUID().toString();
    suppression.suppress(SuppressionService.sourceKeys("web"), List.of(key), "req_test");
    var out = pseudonymize(event(key, "s")).getFirst();
    assertThat(out.get("profile").isNull()).isTrue();
    assertThat(out.get("customer").isNull()).isTrue();
    assertThat(out.get("session_id").isNull()).isTrue();
    assertThat(out.at("/properties/sku").asText()).isEqualTo("sku-1");
  }

  @Test
  void frozenAndErasedPeopleAreStrippedToo() throws IOException {
    var key = UUID.randomUUID().toString();
    var profile =
        identity.ensureProfiles(List.of(new IdentityService.SourceKey("web", key))).getFirst();
    vault.freeze(List.of(profile.key()));
    assertThat(pseudonymize(event(key, "s")).getFirst().get("profile").isNull()).isTrue();
    vault.shred(List.of(profile.key()), "test");
    assertThat(pseudonymize(event(key, "s")).getFirst().get("profile").isNull()).isTrue();
  }

  @Test
  void suppressedPersonIsHeldBackWhereThePolicySaysSo() throws IOException {
    var key = UUID.randomUUID().toString();
    suppression.suppress(SuppressionService.sourceKeys("web"), List.of(key), "req_test");
    var body =
        "{\"kind\":\"a\",\"who\":\"%s\",\"note\":\"n\",\"extra\":1}\n{\"kind\":\"a\",\"who\":\"other\",\"note\":\"n\",\"extra\":1}\n"
            .formatted(key);
    var out = lines(post("careful_events", body.getBytes(StandardCharsets.UTF_8)));
    assertThat(types(out)).containsExactly("suppressed", "");
    assertThat(out.get(1).has("extra")).isFalse();
    assertThat(out.toString()).doesNotContain(key);
  }

  @Test
  void whoeverIsErasedMeanwhileIsSeenBeforeTheAnswerGoesOut() {
    var key = UUID.randomUUID().toString();
    var question =
        erased.among(
            List.of(
                new ErasedPeople.Asked(
                    new NamedSubject("web", key),
                    List.of(new SubjectIdentifier("email", key + "@GMX.de"))),
                new ErasedPeople.Asked(new NamedSubject("web", "not " + key), List.of())));
    assertThat(question.erased(0)).isFalse();
    suppression.suppress("email", List.of(key + "@gmx.de"), "req_test");
    question.confirm();
    assertThat(question.erased(0)).isTrue();
    assertThat(question.erased(1)).isFalse();
  }

  @Test
  void tokensKnowPeopleByTheirSourcesToo() {
    var key = UUID.randomUUID().toString();
    var body =
        """
        {"items":[
          {"source":"web","source_key":"%1$s","field":"email","suite":2,"value":"v"},
          {"source":"web","source_key":"%1$s","field":"email","suite":2,"value":"v"},
          {"source":"web","source_key":"%1$s-erased","field":"email","suite":2,"value":"v"},
          {"source":"nope","source_key":"%1$s","field":"email","suite":2,"value":"v"},
          {"source":"web","field":"email","suite":2,"value":"v"},
          {"source":"web","source_key":"%1$s","profile":"prf_x","field":"email","suite":2,"value":"v"}]}
        """
            .formatted(key);
    suppression.suppress(
        SuppressionService.sourceKeys("web"), List.of(key + "-erased"), "req_test");
    var answer =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .contentType("application/json")
            .body(body)
            .post("/api/v1/tokens")
            .then()
            .statusCode(200)
            .body("items[2].problem.type", equalTo(PROBLEM + "suppressed"))
            .body("items[3].problem.type", equalTo(PROBLEM + "unknown-source"))
            .body("items[4].problem.type", equalTo(PROBLEM + "missing-field"))
            .body("items[5].problem.type", equalTo(PROBLEM + "invalid-field"))
            .extract()
            .jsonPath();
    assertThat(answer.getString("items[0].token"))
        .startsWith("AQ")
        .isEqualTo(answer.getString("items[1].token"));
    assertThat(answer.prettify()).doesNotContain(key);
  }

  @Test
  void unknownDatasetIsNotFound() {
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/x-ndjson")
        .body("{}".getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/datasets/nope/pseudonymize")
        .then()
        .statusCode(404)
        .body("type", equalTo(PROBLEM + "not-found"));
  }

  @Test
  void otherMediaTypesAndRolesAreRefused() {
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("text/csv")
        .body("a,b".getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/datasets/retail_events/pseudonymize")
        .then()
        .statusCode(415);
    given()
        .auth()
        .oauth2(SignIn.auditor())
        .contentType("application/x-ndjson")
        .body("{}".getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/datasets/retail_events/pseudonymize")
        .then()
        .statusCode(403);
  }

  @Test
  void emptyStreamAnswersNothing() throws IOException {
    assertThat(post("retail_events", new byte[0])).isEmpty();
  }

  @Test
  void noBadLineIsLogged() throws IOException {
    try (var log = new LogCapture()) {
      pseudonymize(
          "{\"event_id\": \"marked-value",
          event("marked-value", "marked-value").replace("sku-1", "{\\\"marked-value"),
          "{\"marked-value\":1}");
      assertThat(log.text()).doesNotContain("marked-value");
    }
  }

  @Test
  void longStreamGoesThroughForAClientThatReadsLast() throws IOException, InterruptedException {
    int count = Integer.getInteger("lethe.events", 20_000);
    var random = new SplittableRandom(7);
    var body = new StringBuilder();
    for (int i = 0; i < count; i++) {
      body.append(event("stream-" + random.nextInt(count / 20), "s-" + i / 10)).append('\n');
    }
    var request =
        HttpRequest.newBuilder(retail)
            .header("Authorization", "Bearer " + SignIn.pipeline())
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    long start = System.nanoTime();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().filter(line -> line.contains("\"profile\":\"prf_"))).hasSize(count);
    }
    System.err.printf("%d events in %d ms%n", count, (System.nanoTime() - start) / 1_000_000);
  }

  private static String event(String customer, String session) {
    return "{\"event_id\":\"e-1\",\"event_type\":\"purchase\",\"timestamp\":\"2026-11-01T10:00:00Z\",\"session_id\":\"%s\",\"customer_id\":\"%s\",\"channel\":\"web\",\"device_type\":\"mobile\",\"properties\":{\"sku\":\"sku-1\",\"category\":\"shoes\",\"price\":9.5,\"quantity\":2}}"
        .formatted(session, customer);
  }

  private List<JsonNode> pseudonymize(String... events) throws IOException {
    var body = String.join("\n", events) + "\n";
    return lines(post("retail_events", body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String post(String dataset, byte[] body) {
    return given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/x-ndjson")
        .body(body)
        .post("/api/v1/datasets/{dataset}/pseudonymize", dataset)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private List<JsonNode> lines(String text) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (var line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(json.readTree(line));
      }
    }
    return lines;
  }

  private static List<String> types(List<JsonNode> lines) {
    return lines.stream()
        .map(l -> l.path("problem").path("type").asText("").replace(PROBLEM, ""))
        .toList();
  }
}
