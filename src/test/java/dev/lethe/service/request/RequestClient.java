package dev.lethe.service.request;

import static io.restassured.RestAssured.given;

import dev.lethe.service.testing.SignIn;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks to the request API as people do. */
public final class RequestClient {
  private RequestClient() {}

  public static void loadCatalog() throws Exception {
    as(SignIn.officer())
        .contentType("application/yaml")
        .body(Files.readAllBytes(Path.of("test/resources/request/catalog.yaml")))
        .put("/api/v1/catalog/datasets")
        .then()
        .statusCode(200);
  }

  public static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }

  public static Response post(String token, String path, @Nullable Object body) {
    RequestSpecification call = as(token).contentType("application/json");
    return (body == null ? call : call.body(body)).post("/api/v1/requests" + path);
  }

  public static Response read(String token, String path) {
    return as(token).get("/api/v1/requests" + path);
  }

  public static String create(String right, String regime, String email) {
    Response created =
        post(
            SignIn.officer(),
            "",
            Map.of(
                "right",
                right,
                "regime",
                regime,
                "identifiers",
                List.of(Map.of("kind", "email", "value", email)),
                "channel",
                "web",
                "note",
                "asked at the till"));
    created.then().statusCode(201);
    return created.path("id");
  }

  public static Response verify(String id, String degree, List<Map<String, String>> evidence) {
    return post(
        SignIn.officer(),
        "/" + id + "/verification",
        Map.of("degree", degree, "method", "email_link", "evidence", evidence));
  }

  public static List<Map<String, String>> evidence(String... kinds) {
    return List.of(kinds).stream().map(kind -> Map.of("kind", kind, "outcome", "matched")).toList();
  }

  /** Takes a request up to its plan. */
  public static String planned(String right, String email) {
    String id = create(right, "gdpr", email);
    verify(id, "reasonable", evidence("email")).then().statusCode(200);
    post(SignIn.officer(), "/" + id + "/plan", Map.of()).then().statusCode(201);
    return id;
  }

  public static Response approve(String id) {
    return post(
        SignIn.approver(),
        "/" + id + "/approval",
        Map.of("decision", "approve", "reason", "checked"));
  }

  public static String state(String id) {
    return read(SignIn.officer(), "/" + id).path("state");
  }
}
