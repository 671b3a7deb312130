package dev.lethe.service.request;

import static dev.lethe.service.request.RequestClient.as;
import static dev.lethe.service.request.RequestClient.create;
import static dev.lethe.service.request.RequestClient.post;
import static dev.lethe.service.request.RequestClient.read;
import static org.hamcrest.Matchers.is;

import dev.lethe.service.fanout.MemoryTargetSettings;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import io.quarkus.test.common.WithTestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@LetheTest
@WithTestResource(MemoryTargetSettings.class)
class RequestInputTest {
  private static final String GOOD =
      "{'right':'delete','regime':'gdpr','identifiers':[{'kind':'email','value':'a@example.org'}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'right':'delete',; ; 400; right",
        "'delete'; 'erase'; 400; right",
        "'delete'; 7.5; 400; right",
        "'gdpr'; null; 400; regime",
        "'gdpr'; 'mars'; 400; regime",
        "[{'kind':'email','value':'a@example.org'}]; []; 400; identifiers",
        "[{'kind':'email','value':'a@example.org'}]; [null]; 400; identifiers",
        "[{'kind':'email','value':'a@example.org'}]; 'a@example.org'; 400; identifiers",
        "'email'; 'E Mail'; 400; identifiers.kind",
        "'kind':'email',; ; 400; identifiers.kind",
        "'a@example.org'; '  '; 400; identifiers.value",
        "'regime'; 'received_at':'2999-01-01T00:00:00Z','regime'; 400; received_at",
        "'regime'; 'received_at':'1999-01-01T00:00:00Z','regime'; 400; received_at",
        "'regime'; 'received_at':'yesterday','regime'; 400; received_at",
        "'regime'; 'channel':'<script>','regime'; 400; channel",
        "'regime'; 'colour':'red','regime'; 400; colour"
      })
  void unusableRequestNamesTheFieldAndStoresNothing(
      String part, String instead, int status, String field) {
    String body = GOOD.replace(part, instead == null ? "" : instead).replace('\'', '"');
    String newest = newest();
    post(SignIn.officer(), "", body).then().statusCode(status).body("field", is(field));
    org.assertj.core.api.Assertions.assertThat(newest()).isEqualTo(newest);
  }

  @Test
  void longTextsAreRefused() {
    String value = GOOD.replace("a@example.org", "x".repeat(501)).replace('\'', '"');
    post(SignIn.officer(), "", value).then().statusCode(400).body("field", is("identifiers.value"));
    String note =
        GOOD.replace("'regime'", "'note':'" + "x".repeat(2_001) + "','regime'").replace('\'', '"');
    post(SignIn.officer(), "", note).then().statusCode(413).body("field", is("note"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "verification; {'method':'m'}; degree",
        "verification; {'degree':'sure','method':'m'}; degree",
        "verification; {'degree':'reasonable'}; method",
        "verification; {'degree':'reasonable','method':'m','evidence':[{'kind':'email'}]}; evidence.outcome",
        "verification; {'degree':'reasonable','method':'m','evidence':[{'kind':'a@b.c','outcome':'x'}]}; evidence.kind",
        "subject; {}; customer",
        "withdrawal; {'reason':' '}; reason",
        "withdrawal; {}; reason",
        "denial; {'reason':'x'}; reason_code",
        "denial; {'reason_code':'mood','reason':'x'}; reason_code",
        "denial; {'reason_code':'fraud'}; reason"
      })
  void unusableStepNamesTheFieldAndChangesNothing(String path, String body, String field) {
    String id = create("delete", "gdpr", "a@example.org");
    post(SignIn.officer(), "/" + id + "/" + path, body.replace('\'', '"'))
        .then()
        .statusCode(400)
        .body("field", is(field));
    read(SignIn.officer(), "/" + id).then().body("version", is(1)).body("state", is("RECEIVED"));
  }

  @Test
  void decisionMustBeOneOfTwo() {
    String id = create("delete", "gdpr", "a@example.org");
    String path = "/" + id + "/approval";
    post(SignIn.approver(), path, "{\"decision\":\"maybe\"}")
        .then()
        .statusCode(400)
        .body("field", is("decision"));
    post(SignIn.approver(), path, "{\"decision\":\"return\"}")
        .then()
        .statusCode(400)
        .body("field", is("reason"));
    post(SignIn.approver(), path, "{\"decision\":\"approve\"}").then().statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state=FOO",
        "right=eat",
        "regime=mars",
        "sort=luck",
        "limit=0",
        "limit=501",
        "after=xyz",
        "after=eHl6"
      })
  void unusableListParametersAreRefused(String query) {
    as(SignIn.officer())
        .get("/api/v1/requests?" + query)
        .then()
        .statusCode(400)
        .body("type", is("urn:lethe:problem:invalid-parameter"));
  }

  @Test
  void rolesWithoutThePermissionAreRefused() {
    String id = create("delete", "gdpr", "a@example.org");
    for (String token : List.of(SignIn.approver(), SignIn.auditor(), SignIn.pipeline())) {
      post(token, "", GOOD.replace('\'', '"')).then().statusCode(403);
      post(token, "/" + id + "/verification", Map.of()).then().statusCode(403);
      post(token, "/" + id + "/plan", Map.of()).then().statusCode(403);
      post(token, "/" + id + "/withdrawal", Map.of()).then().statusCode(403);
      post(token, "/" + id + "/denial", Map.of()).then().statusCode(403);
      post(token, "/" + id + "/systems/x/retry", Map.of()).then().statusCode(403);
    }
    for (String token : List.of(SignIn.officer(), SignIn.auditor(), SignIn.pipeline())) {
      post(token, "/" + id + "/approval", Map.of()).then().statusCode(403);
    }
    read(SignIn.pipeline(), "/" + id).then().statusCode(403);
    as(SignIn.pipeline()).get("/api/v1/today").then().statusCode(403);
  }

  @Test
  void requestThatIsNotThereIsNotFound() {
    for (String path :
        List.of(
            "",
            "/plan",
            "/systems",
            "/history",
            "/receipt",
            "/package",
            "/package.html",
            "/stream")) {
      read(SignIn.officer(), "/req_nothing" + path)
          .then()
          .statusCode(404)
          .body("type", is("urn:lethe:problem:not-found"));
    }
  }

  private static String newest() {
    return String.valueOf(
        (Object)
            as(SignIn.officer()).get("/api/v1/requests?sort=received&limit=1").path("items[0].id"));
  }
}
