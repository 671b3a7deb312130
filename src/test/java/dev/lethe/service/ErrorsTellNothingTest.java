package dev.lethe.service;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.LogCapture;
import dev.lethe.service.testing.MarkedBodies;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.testing.Tables;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to fail, driven with values that can be searched for in all that is told of it. */
@LetheTest
class ErrorsTellNothingTest {
  // Not of the form of a field's name, which a problem may tell.
  private static final String MARK = "Zwirbelquast@7734119.example";
  private static final String FOUND = "zwirbelquast";
  private static final String EVERYBODY = "all-roles";
  private static final RestAssuredConfig AS_GIVEN =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false));

  private final AgroalDataSource lethe;
  private final AgroalDataSource vault;
  private final ObjectMapper json = new ObjectMapper();
  private final Logger ours = Logger.getLogger("dev.lethe");
  private LogCapture log;
  private String token;

  ErrorsTellNothingTest(AgroalDataSource lethe, @DataSource("vault") AgroalDataSource vault) {
    this.lethe = lethe;
    this.vault = vault;
  }

  @BeforeEach
  void listen() throws IOException {
    token = SignIn.token(EVERYBODY, "officer", "approver", "auditor", "pipeline");
    Given.sources("web", "anonymous");
    Given.retailCatalog();
    ours.setLevel(Level.ALL);
    log = new LogCapture();
  }

  @AfterEach
  void stopListening() {
    log.close();
    ours.setLevel(null);
  }

  @Test
  void noEndpointTellsWhatItCouldNotUse() throws IOException {
    var told = new TreeSet<String>();
    var refused = 0;
    for (var call : MarkedBodies.all(MARK)) {
      var request = call().urlEncodingEnabled(false);
      if (!call.mediaType().isEmpty()) {
        request.contentType(call.mediaType()).body(call.body());
      }
      var answer = request.request(call.method(), call.path());
      refused += answer.statusCode() >= 400 ? 1 : 0;
      // A catalog is about tables and never about people; its author is told which word is wrong.
      if (tells(answer) && !call.path().startsWith("/api/v1/catalog/")) {
        told.add(call.method() + " " + call.path() + " " + answer.statusCode());
      }
    }
    assertThat(told).isEmpty();
    assertThat(refused).isGreaterThan(200);
    assertThatLogTellsNothing();
  }

  @Test
  void noFailureOfTheDatabaseTellsWhatWasToBeWritten() throws SQLException {
    calls(UUID.randomUUID().toString())
        .forEach((name, call) -> assertThat(failed(call.get())).as(name).isFalse());
    var told = new TreeSet<String>();
    var failed = new TreeSet<String>();
    for (var database : List.of(lethe, vault)) {
      for (var table : Tables.of(database)) {
        try (var _ = Tables.refusingRows(database, table)) {
          calls(UUID.randomUUID().toString())
              .forEach((name, call) -> {
                var answer = call.get();
                if (failed(answer)) {
                  failed.add(name);
                }
                if (tells(answer)) {
                  told.add(name + " " + table + " " + answer.statusCode());
                }
              });
        }
      }
    }
    assertThat(told).isEmpty();
    assertThat(failed)
        .as("calls that failed by the database")
        .contains("profiles", "lines of profiles", "request", "tokens", "events", "generic value");
    assertThatLogTellsNothing();
  }

  /** Calls that nothing is wrong with. */
  private Map<String, Supplier<Response>> calls(String unique) {
    var attributes = Map.of("full_name", MARK, "email", unique + MARK, "loyalty_id", MARK + unique);
    var profile =
        Map.of(
            "source",
            "web",
            "source_key",
            MARK + unique,
            "attributes",
            attributes,
            "country",
            "DE");
    var event =
        Map.of(
            "event_id",
            unique,
            "event_type",
            "purchase",
            "timestamp",
            "2026-11-01T10:00:00Z",
            "session_id",
            unique + MARK,
            "customer_id",
            unique + MARK,
            "channel",
            "web",
            "device_type",
            "mobile",
            "properties",
            Map.of("sku", "s", "category", "shoes", "price", 9.5, "quantity", 2));
    var identifiers = List.of(Map.of("kind", "email", "value", unique + MARK));
    var calls = new LinkedHashMap<String, Supplier<Response>>();
    calls.put("profiles", () -> post("/api/v1/profiles", List.of(profile)));
    calls.put(
        "lines of profiles",
        () ->
            lines(
                "/api/v1/profiles",
                Map.of(
                    "source", "web", "source_key", MARK + "2" + unique, "attributes", attributes)));
    calls.put("search", () -> post("/api/v1/customers/search", Map.of("identifiers", identifiers)));
    calls.put(
        "request",
        () ->
            post(
                "/api/v1/requests",
                Map.of(
                    "right", "delete",
                    "regime", "gdpr",
                    "identifiers", identifiers,
                    "channel", "web",
                    "note", MARK)));
    calls.put("events", () -> lines("/api/v1/datasets/retail_events/pseudonymize", event));
    calls.put("tokens", () -> post("/api/v1/tokens", Map.of("items", List.of(item(unique)))));
    calls.put(
        "generic value",
        () ->
            post(
                "/api/v1/identity/generic-values",
                Map.of("kind", "email", "value", "list-" + unique + MARK)));
    return calls;
  }

  /** A value of a profile that is there, so that nothing but the database can be wrong. */
  private Map<String, Object> item(String unique) {
    var key = "bare-" + unique;
    var made =
        post(
            "/api/v1/profiles",
            List.of(Map.of("source", "web", "source_key", key, "attributes", Map.of())));
    String profile = made.statusCode() == 200 ? made.path("items[0].profile") : null;
    return Map.of(
        "profile",
        profile == null ? "prf_00000000000000000000000000" : profile,
        "field",
        "email",
        "suite",
        1,
        "value",
        MARK);
  }

  private RequestSpecification call() {
    return given().config(AS_GIVEN).auth().oauth2(token);
  }

  private Response post(String path, Object body) {
    return call().contentType("application/json").body(text(body)).post(path);
  }

  private Response lines(String path, Object line) {
    return call()
        .contentType("application/x-ndjson")
        .body((text(line) + "\n").getBytes(UTF_8))
        .post(path);
  }

  private String text(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a whole, or in one of its parts. */
  private static boolean failed(Response answer) {
    return answer.statusCode() >= 400 || answer.asString().contains("urn:lethe:problem:");
  }

  /**
   * What is refused in a whole answer is a problem too; other answers may hold the caller's own.
   */
  private static boolean tells(Response answer) {
    var text = answer.asString().toLowerCase(java.util.Locale.ROOT);
    if (answer.statusCode() >= 400) {
      return text.contains(FOUND);
    }
    var problems = new ArrayList<>(List.of(text.split("\"problem\":\\{")));
    problems.removeFirst();
    return problems.stream().anyMatch(p -> p.substring(0, p.indexOf('}')).contains(FOUND));
  }

  private void assertThatLogTellsNothing() {
    var text = log.text().toLowerCase(java.util.Locale.ROOT);
    assertThat(text.lines().filter(line -> line.contains(FOUND))).isEmpty();
    var passphrase =
        ConfigProvider.getConfig().getValue("lethe.vault.root-passphrase", String.class);
    assertThat(text).doesNotContain(passphrase);
  }
}
