package dev.lethe.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.testing.Endpoints;
import dev.lethe.service.testing.Endpoints.Endpoint;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.RowCounts;
import dev.lethe.service.testing.SignIn;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every endpoint of the API does with input it cannot use; the list comes from the service
 * itself.
 */
@LetheTest
class BadInputTest {
  private static final String EVERYONE = "all-roles";
  private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
  private static final Set<String> PUBLIC = Set.of("GET /api/v1/keys/receipt");
  private static final Set<String> ANY_SIGNED_IN = Set.of("GET /api/v1/me");

  @Inject AgroalDataSource lethe;

  @Inject
  @DataSource("vault")
  AgroalDataSource vault;

  private List<Endpoint> endpoints = List.of();

  @BeforeEach
  void readEndpoints() {
    endpoints = Endpoints.all();
    assertThat(endpoints).as("endpoints in the service's own description").isNotEmpty();
  }

  @Test
  void everyEndpointDescribesItsProblems() {
    checkAll(e -> {
      if (!PUBLIC.contains(e.name()) && !e.answers().keySet().containsAll(Set.of("401", "403"))) {
        return "says nothing of callers that may not call it";
      }
      if (e.takesJson() && !e.answers().containsKey("400")) {
        return "says nothing of bodies that it cannot use";
      }
      return e.answers().entrySet().stream()
          .filter(answer -> !answer.getKey().startsWith("2") && !answer.getKey().startsWith("3"))
          .filter(answer -> !answer.getValue().equals("application/problem+json"))
          .map(answer -> "describes " + answer.getKey() + " as " + answer.getValue())
          .findFirst()
          .orElse(null);
    });
  }

  @Test
  void withoutTokenEveryEndpointAnswers401() {
    checkAll(e -> PUBLIC.contains(e.name()) ? null : expect(call(e, null, null), 401));
  }

  @Test
  void aRubbishTokenIsAnswered401() {
    checkAll(e -> PUBLIC.contains(e.name()) ? null : expect(call(e, "rubbish", null), 401));
  }

  @Test
  void aRoleWithoutPermissionIsAnswered403() {
    String stranger = SignIn.token("stranger", "visitor");
    checkAll(e ->
        PUBLIC.contains(e.name()) || ANY_SIGNED_IN.contains(e.name())
            ? null
            : expect(call(e, stranger, "{}".getBytes(StandardCharsets.UTF_8)), 403));
  }

  @Test
  void malformedJsonIsAnswered400() {
    checkJson("{\"right\": ".getBytes(StandardCharsets.UTF_8), 400);
  }

  @Test
  void anUnknownFieldIsAnswered400() {
    checkJson("{\"no_such_field\": 1}".getBytes(StandardCharsets.UTF_8), 400);
  }

  @Test
  void aBodyOfTheWrongTypeIsAnswered400() {
    checkJson("42".getBytes(StandardCharsets.UTF_8), 400);
  }

  @Test
  void invalidUtf8IsAnswered400() {
    checkJson(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'}, 400);
  }

  @Test
  void aFieldOfTenMegabytesIsRefused() {
    String body = "{\"right\": \"" + "x".repeat(TEN_MEGABYTES) + "\"}";
    checkJson(body.getBytes(StandardCharsets.UTF_8), 400, 413);
  }

  private void checkJson(byte[] body, int... statuses) {
    String token = SignIn.token(EVERYONE, "officer", "approver", "auditor", "pipeline");
    Map<String, Long> before = rows();
    checkAll(e -> e.takesJson() ? expect(call(e, token, body), statuses) : null);
    assertThat(rows()).as("rows of every table").isEqualTo(before);
  }

  private void checkAll(Function<Endpoint, @Nullable String> check) {
    List<String> wrong = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      String finding = check.apply(endpoint);
      if (finding != null) {
        wrong.add(endpoint.name() + ": " + finding);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static @Nullable String expect(Response response, int... statuses) {
    for (int status : statuses) {
      if (response.statusCode() == status) {
        return isProblem(response, status);
      }
    }
    return "answered " + response.statusCode();
  }

  private static @Nullable String isProblem(Response response, int status) {
    if (!response.contentType().startsWith("application/problem+json")) {
      return "answered " + status + " as " + response.contentType();
    }
    boolean typed = response.path("type").toString().startsWith("urn:lethe:problem:");
    boolean same = Integer.valueOf(status).equals(response.path("status"));
    return typed && same ? null : "answered a problem without its type or status";
  }

  private static Response call(Endpoint endpoint, @Nullable String token, byte @Nullable [] body) {
    var request =
        given()
            .config(
                RestAssuredConfig.config()
                    .encoderConfig(
                        EncoderConfig.encoderConfig()
                            .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    if (token != null) {
      request.auth().oauth2(token);
    }
    if (endpoint.mediaType() != null) {
      request.contentType(endpoint.mediaType()).body(body == null ? new byte[] {'{', '}'} : body);
    }
    return request.request(endpoint.method(), endpoint.path());
  }

  private Map<String, Long> rows() {
    try {
      return RowCounts.of(lethe, vault);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
