package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;

import dev.lethe.service.testing.SignIn;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

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

  /** A hundred people with two profiles each. */
  static List<Map<String, Object>> crowd(int batch) {
    var random = new SplittableRandom(batch);
    var people = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 100; i++) {
      var given = "Vor" + Long.toString(random.nextInt(40), 36) + "name";
      var family = "Nach" + Long.toString(random.nextInt(1_000_000), 36);
      var born = "19%02d-0%d-1%d".formatted(random.nextInt(40, 99), i % 9 + 1, i % 10);
      for (var source : List.of("shop", "till")) {
        people.add(
            item(
                source,
                "crowd-" + batch + "-" + i,
                "given_name",
                given,
                "family_name",
                family,
                "birth_date",
                born,
                "email",
                family + i + "@web.de"));
      }
    }
    return people;
  }
}
