package dev.lethe.service.policy;

import static dev.lethe.service.policy.PolicyCalls.PROBLEM;
import static dev.lethe.service.policy.PolicyCalls.change;
import static dev.lethe.service.policy.PolicyCalls.get;
import static dev.lethe.service.policy.PolicyCalls.post;
import static dev.lethe.service.policy.PolicyCalls.reveal;
import static dev.lethe.service.policy.PolicyCalls.shipped;
import static dev.lethe.service.policy.PolicyCalls.tokenize;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.service.request.People;
import dev.lethe.service.testing.Databases;
import dev.lethe.service.testing.PackagedService;
import dev.lethe.service.testing.SignIn;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two service processes on one PostgreSQL, and callers who go from one to the other. */
class PolicyOfTwoServicesIT {
  private static final Duration UNHEARD = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String STOPS = "/api/v1/reveals/stops";
  private static final int PEOPLE = 40;

  private final Databases databases = new Databases();
  private final SignIn signIn = new SignIn();
  private final List<PackagedService> services = new ArrayList<>();

  @BeforeEach
  void startBoth() throws Exception {
    var settings = new HashMap<String, String>();
    settings.putAll(databases.start());
    settings.putAll(signIn.start());
    settings.put("lethe.tokens.policy-unheard-at-most", UNHEARD.toString());
    for (var name : List.of("policy-service-1", "policy-service-2")) {
      var service = new PackagedService(name, settings, Map.of());
      services.add(service);
      service.start();
    }
  }

  @AfterEach
  void stopBoth() throws InterruptedException {
    for (var service : services) {
      service.kill();
    }
    signIn.stop();
    databases.stop();
  }

  private void use(int service) {
    RestAssured.port = services.get(service).port();
  }

  @Test
  void whatOneProcessCountsAndDecidesHoldsInTheOther() throws Exception {
    use(0);
    var tokens = tokens();
    officersReveal("round_one", 100_000, 20, "*");
    awaitPolicy("round_one");
    peopleOfADayAreCountedTogether(tokens);
    officersReveal("round_two", 30, 10_000, "*");
    awaitPolicy("round_two");
    valuesOfADayAreCountedTogetherToTheLast(tokens);
    processThatWasStoppedDoesNotObeyAFormerPolicy(tokens);
  }

  private void peopleOfADayAreCountedTogether(List<String> tokens) {
    var officer = newOfficer();
    use(0);
    reveal(officer, "support", "email", tokens.subList(0, 15)).statusCode(200);
    use(1);
    // Fifteen alone would be allowed here.
    stopped(reveal(officer, "support", "email", tokens.subList(15, 30)));
    use(0);
    stopped(reveal(officer, "support", "email", tokens.subList(0, 1)));
    String stop = get(SignIn.auditor(), STOPS + "?limit=1").extract().path("items[0].id");
    post(SignIn.approver(), STOPS + "/" + stop + "/lift", "{\"reason\":\"ticket 8\"}")
        .statusCode(200);
    use(1);
    reveal(officer, "support", "email", tokens.subList(0, 15)).statusCode(200);
  }

  private static void stopped(ValidatableResponse answer) {
    answer
        .statusCode(403)
        .body("type", equalTo(PROBLEM + "reveals-stopped"))
        .body("value", nullValue());
  }

  private void valuesOfADayAreCountedTogetherToTheLast(List<String> tokens) throws Exception {
    var officer = newOfficer();
    var calls = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < PEOPLE; i++) {
      int port = services.get(i % 2).port();
      var token = tokens.get(i);
      calls.add(() -> revealOne(port, officer, token));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      var answers = new ArrayList<Integer>();
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      assertThat(answers).containsOnly(200, 429);
      assertThat(answers.stream().filter(status -> status == 200)).hasSize(30);
    }
  }

  /**
   * The change is answered while the second process is stopped, for longer than it may not hear.
   */
  private void processThatWasStoppedDoesNotObeyAFormerPolicy(List<String> tokens) throws Exception {
    services.get(1).signal("STOP");
    use(0);
    officersReveal("round_three", 100_000, 10_000, "phone");
    Thread.sleep(UNHEARD.plusSeconds(1));
    services.get(1).signal("CONT");
    use(1);
    var answer = reveal(newOfficer(), "support", "email", tokens.subList(0, 1)).extract();
    if (answer.statusCode() == 200) {
      assertThat(answer.<String>path("problems.'0'.type")).isEqualTo(PROBLEM + "field-not-allowed");
    } else {
      assertThat(answer.statusCode()).isEqualTo(503);
    }
    List<String> values = answer.path("value");
    assertThat(values == null ? List.of() : values).allMatch(Objects::isNull);
  }

  /** Waits until both processes know a purpose; an undeclared one uses nothing up. */
  private void awaitPolicy(String purpose) {
    for (int i = 0; i < services.size(); i++) {
      use(i);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              reveal(SignIn.officer(), "undeclared", "email", List.of("x"))
                  .statusCode(400)
                  .body("purposes", hasItem(purpose)));
    }
  }

  /** From now on there is a purpose more, and officers may reveal so much a day of a field. */
  private void officersReveal(String purpose, long values, int people, String field) {
    use(0);
    var next = shipped();
    next.withArray("purposes").addObject().put("code", purpose).put("description", "A test.");
    var rule = (ObjectNode) next.required("rules").required(1);
    rule.put("values_per_minute", 100_000)
        .put("values_per_day", values)
        .put("people_per_day", people);
    rule.putArray("fields").add(field);
    change(next);
  }

  private static int revealOne(int port, String officer, String token) {
    return given()
        .port(port)
        .auth()
        .oauth2(officer)
        .contentType("application/json")
        .body(
            Map.of(
                "purpose", "support",
                "reason", "ticket 7",
                "field", "email",
                "token", List.of(token)))
        .post("/api/v1/tokens/reveal")
        .statusCode();
  }

  private static String newOfficer() {
    return SignIn.token("o-" + UUID.randomUUID(), "officer");
  }

  private List<String> tokens() {
    var profiles = new ArrayList<String>();
    while (profiles.size() < PEOPLE) {
      profiles.addAll(People.withTwoRecords().profiles());
    }
    return tokenize(SignIn.pipeline(), "email", profiles).statusCode(200).extract().path("token");
  }
}
