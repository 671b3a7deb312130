package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;

import dev.lethe.service.testing.SignIn;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends profiles to the running service as a pipeline does. */
final class People {
  private People() {}

  static void source(String name, boolean duplicateFree) {
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/json")
        .body(Map.of("kind", "web", "duplicate_free", duplicateFree))
        .put("/api/v1/sources/" + name)
        .then()
        .statusCode(200);
  }

  static Map<String, Object> item(String source, String key, Object... attributes) {
    var named = new LinkedHashMap<String, Object>();
    for (int i = 0; i < attributes.length; i += 2) {
      named.put((String) attributes[i], attributes[i + 1]);
    }
    return Map.of("source", source, "source_key", key, "attributes", named, "country", "DE");
  }

  @SafeVarargs
  static JsonPath ingest(Map<String, Object>... items) {
    var response = post(new ArrayList<>(List.of(items)));
    response.then().statusCode(200);
    return response.jsonPath();
  }

  static Response post(Object body) {
    return given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/profiles");
  }

  static Response get(String path) {
    return given().auth().oauth2(SignIn.officer()).get(path);
  }
}
