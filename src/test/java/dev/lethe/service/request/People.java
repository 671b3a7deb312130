package dev.lethe.service.request;

import static io.restassured.RestAssured.given;

import dev.lethe.service.testing.SignIn;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** People for tests, sent in as a pipeline sends them. */
public final class People {
  private People() {}

  /** A person, their customer, and their profiles. */
  public record Person(String email, String webKey, String customer, List<String> profiles) {}

  public static Person nobody() {
    return new Person("", "", "", List.of());
  }

  /** A person with an account in the shop and a loyalty card. */
  public static Person withTwoRecords() {
    String unique = UUID.randomUUID().toString();
    String name = name(unique);
    JsonPath sent =
        send(
            item("web", "w-" + unique, "Vera " + name, unique, "1980-02-03"),
            item("pos", "p-" + unique, "Vera " + name, unique, "1980-02-03"));
    return new Person(
        unique + "@gmx.de",
        "w-" + unique,
        sent.getString("items[0].customer"),
        sent.getList("items.profile", String.class).stream().sorted().toList());
  }

  /** Two people who share a mailbox; the shop keeps one account for each, so they are never one. */
  public static List<String> sharingOneMailbox(String unique) {
    JsonPath sent =
        send(
            item("web", "a-" + unique, "Anton " + name(unique), unique, "1950-01-01"),
            item("web", "b-" + unique, "Zoe Quintana", unique, "1999-12-31"));
    return sent.getList("items.customer", String.class);
  }

  @SafeVarargs
  private static JsonPath send(Map<String, Object>... items) {
    for (String source : List.of("web", "pos")) {
      given()
          .auth()
          .oauth2(SignIn.pipeline())
          .contentType("application/json")
          .body(Map.of("kind", source, "duplicate_free", true))
          .put("/api/v1/sources/" + source)
          .then()
          .statusCode(200);
    }
    return given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/json")
        .body(new ArrayList<>(List.of(items)))
        .post("/api/v1/profiles")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static Map<String, Object> item(
      String source, String key, String name, String mailbox, String birthDate) {
    Map<String, Object> attributes =
        Map.of("full_name", name, "email", mailbox + "@gmx.de", "birth_date", birthDate);
    return Map.of("source", source, "source_key", key, "attributes", attributes, "country", "DE");
  }

  private static String name(String unique) {
    StringBuilder name = new StringBuilder();
    for (char c : unique.replace("-", "").substring(0, 10).toCharArray()) {
      name.append((char) ('a' + Character.digit(c, 16)));
    }
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
