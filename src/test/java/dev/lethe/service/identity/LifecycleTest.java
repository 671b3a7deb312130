package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People's decisions, and what becomes of customers and their ids. */
@LetheTest
class LifecycleTest {

  @BeforeEach
  void sources() {
    People.source("shop", false);
    People.source("till", false);
    People.source("cards", true);
  }

  /** A profile that nothing links with any other. */
  private static JsonPath stranger(String source) {
    var key = "life-" + UUID.randomUUID();
    return People.ingest(
        People.item(source, key, "email", key + "@web.de", "given_name", "Nobody"));
  }

  private static String profile(JsonPath answer) {
    return answer.getString("items[0].profile");
  }

  private static String customerOf(String profile) {
    return People.get("/api/v1/profiles/" + profile).jsonPath().getString("customer");
  }

  static Response officer(String path, Object body) {
    return given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/json")
        .body(body)
        .post(path);
  }

  private static Response decide(String a, String b, String verdict) {
    return officer(
        "/api/v1/identity/decisions",
        Map.of("a", a, "b", b, "verdict", verdict, "reason", "seen their papers"));
  }

  private static String undo(String decision) {
    var answer =
        officer("/api/v1/identity/decisions/" + decision + "/undo", Map.of("reason", "a mistake"));
    answer.then().statusCode(200);
    return decision;
  }

  private static String merge(String customer, String other) {
    var answer =
        officer(
            "/api/v1/customers/" + customer + "/merge",
            Map.of("other", other, "reason", "one household card"));
    answer.then().statusCode(200);
    return answer.jsonPath().getString("id");
  }

  @Test
  void aDecisionOutlastsEveryLaterResolution() {
    var key = "kept-" + UUID.randomUUID();
    var item = People.item("shop", key, "email", key + "@web.de", "given_name", "Adele");
    var one = profile(People.ingest(item));
    var other = profile(stranger("till"));
    var made = decide(one, other, "same");
    made.then().statusCode(200);
    assertThat(made.jsonPath().getList("customers")).hasSize(1);
    assertThat(made.asString()).doesNotContain("papers");
    assertThat(decide(one, other, "same").jsonPath().getString("id"))
        .isEqualTo(made.jsonPath().getString("id"));

    People.ingest(People.item("shop", key, "email", "other-" + key + "@web.de"));
    assertThat(customerOf(one)).isEqualTo(customerOf(other));
    var listed = People.get("/api/v1/identity/decisions?standing=true&profile=" + one).jsonPath();
    assertThat(listed.getList("items.reason")).containsExactly("seen their papers");

    undo(made.jsonPath().getString("id"));
    assertThat(customerOf(one)).isNotEqualTo(customerOf(other));
    var undone = People.get("/api/v1/identity/decisions?profile=" + one).jsonPath();
    assertThat(undone.getList("items.undo_reason")).containsExactly("a mistake");
    assertThat(undone.getList("items.standing")).containsExactly(false);
  }

  @Test
  void whatIsDecidedToBeTwoStaysTwoAgainstAllEvidence() {
    var mail = UUID.randomUUID() + "@web.de";
    var items =
        People.ingest(
            People.item("shop", "two-" + mail, "email", mail, "full_name", "Otto Wackernagel"),
            People.item("till", "two-" + mail, "email", mail, "full_name", "Otto Wackernagel"));
    var one = items.getString("items[0].profile");
    var other = items.getString("items[1].profile");
    assertThat(customerOf(one)).isEqualTo(customerOf(other));
    var decision = decide(one, other, "different").jsonPath().getString("id");
    assertThat(customerOf(one)).isNotEqualTo(customerOf(other));
    People.ingest(
        People.item(
            "shop",
            "two-" + mail,
            "email",
            mail,
            "full_name",
            "Otto Wackernagel",
            "phone",
            "0221 77554433"));
    assertThat(customerOf(one)).isNotEqualTo(customerOf(other));
    undo(decision);
    assertThat(customerOf(one)).isEqualTo(customerOf(other));
  }

  @Test
  void aDecisionMayOverruleASourceThatKnowsEachPersonOnce() {
    var one = profile(stranger("cards"));
    var other = profile(stranger("cards"));
    decide(one, other, "same").then().statusCode(200);
    assertThat(customerOf(one)).isEqualTo(customerOf(other));
  }

  @Test
  void aContradictionIsRefusedAndNamesWhatBlocksIt() {
    var a = profile(stranger("shop"));
    var b = profile(stranger("shop"));
    var c = profile(stranger("shop"));
    decide(a, b, "same").then().statusCode(200);
    var blocking = decide(a, c, "different").jsonPath().getString("id");
    var refused = decide(c, b, "same");
    refused.then().statusCode(409);
    assertThat(refused.jsonPath().getString("type")).isEqualTo("urn:lethe:problem:contradiction");
    assertThat(refused.jsonPath().getString("decision")).isEqualTo(blocking);
    assertThat(refused.jsonPath().getString("detail")).contains(blocking, a, c, "two people");
    undo(blocking);
    decide(c, b, "same").then().statusCode(200);
    decide(a, c, "different").then().statusCode(409);
    assertThat(customerOf(a)).isEqualTo(customerOf(c));
  }

  @Test
  void badDecisionsAreRefusedPrecisely() {
    var one = profile(stranger("shop"));
    decide(one, one, "same").then().statusCode(400);
    decide(one, "prf_00000000000000000000000000", "same").then().statusCode(404);
    decide(one, "nonsense", "same").then().statusCode(400);
    decide(one, customerOf(one), "same").then().statusCode(400);
    var noReason =
        officer(
            "/api/v1/identity/decisions",
            Map.of("a", one, "b", profile(stranger("shop")), "verdict", "same"));
    noReason.then().statusCode(400);
    assertThat(noReason.jsonPath().getString("field")).isEqualTo("reason");
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/json")
        .body(Map.of())
        .post("/api/v1/identity/decisions")
        .then()
        .statusCode(403);
    officer("/api/v1/identity/decisions/dec_0/undo", Map.of("reason", "x")).then().statusCode(400);
  }

  @Test
  void chainedMergesUndoInAnyOrderAndGiveTheIdsBack() {
    for (var order :
        List.of(
            List.of(0, 1, 2),
            List.of(0, 2, 1),
            List.of(1, 0, 2),
            List.of(1, 2, 0),
            List.of(2, 0, 1),
            List.of(2, 1, 0))) {
      var profiles = new ArrayList<String>();
      var customers = new ArrayList<String>();
      for (var i = 0; i < 4; i++) {
        profiles.add(profile(stranger(i % 2 == 0 ? "shop" : "till")));
        customers.add(customerOf(profiles.getLast()));
      }
      var merges = new ArrayList<String>();
      for (var i = 1; i < 4; i++) {
        merges.add(merge(customers.get(i - 1), customers.get(i)));
      }
      assertThat(profiles.stream().map(LifecycleTest::customerOf).distinct()).hasSize(1);
      for (var id : customers) {
        var shown = People.get("/api/v1/customers/" + id).jsonPath();
        assertThat(shown.getList("profiles")).hasSize(4);
        assertThat(shown.getString("requested_id")).isEqualTo(id);
      }
      order.forEach(n -> undo(merges.get(n)));
      assertThat(profiles.stream().map(LifecycleTest::customerOf).toList())
          .as("undone in order %s", order)
          .isEqualTo(customers);
      for (var id : customers) {
        assertThat(People.get("/api/v1/customers/" + id).jsonPath().getString("id")).isEqualTo(id);
      }
    }
  }

  @Test
  void profilesSplitOffFindTheirOwnCustomerAndComeBackWhenUndone() {
    var mail = UUID.randomUUID() + "@web.de";
    var sent =
        People.ingest(
            People.item("shop", "s1" + mail, "email", mail, "full_name", "Ida Rosendahl"),
            People.item("till", "s2" + mail, "email", mail, "full_name", "Ida Rosendahl"),
            People.item("till", "s3" + mail, "email", mail, "full_name", "Ida Rosendahl"));
    List<String> profiles = sent.getList("items.profile");
    var customer = customerOf(profiles.getFirst());
    assertThat(profiles).allSatisfy(p -> assertThat(customerOf(p)).isEqualTo(customer));
    var path = "/api/v1/customers/" + customer + "/split";
    officer(path, Map.of("profiles", profiles, "reason", "all")).then().statusCode(400);
    officer(path, Map.of("profiles", List.of(profile(stranger("shop"))), "reason", "not hers"))
        .then()
        .statusCode(400);
    var split = officer(path, Map.of("profiles", List.of(profiles.get(1)), "reason", "a niece"));
    split.then().statusCode(200);
    assertThat(split.jsonPath().getList("customers")).hasSize(2);
    assertThat(customerOf(profiles.get(0))).isEqualTo(customer);
    assertThat(customerOf(profiles.get(2))).isEqualTo(customer);
    assertThat(customerOf(profiles.get(1))).isNotEqualTo(customer);
    undo(split.jsonPath().getString("id"));
    assertThat(customerOf(profiles.get(1))).isEqualTo(customer);
  }

  @Test
  void theFeedTellsEveryChangeSoThatACopyStaysInStep() {
    var start = end();
    var one = profile(stranger("shop"));
    var other = profile(stranger("till"));
    var first = customerOf(one);
    var second = customerOf(other);
    var decision = merge(first, second);
    var kept = customerOf(one);
    undo(decision);
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .delete("/api/v1/profiles/" + other)
        .then()
        .statusCode(204);
    var copy = new HashMap<String, String>();
    var kinds = new ArrayList<String>();
    var at = start;
    for (var page = changes(at, 3, 0); !page.getList("items").isEmpty(); page = changes(at, 3, 0)) {
      for (Map<String, Object> change : page.<Map<String, Object>>getList("items")) {
        apply(copy, change);
        if (concerns(change, first, second)) {
          kinds.add(String.valueOf(change.get("kind")));
        }
      }
      at = page.getString("next");
    }
    assertThat(copy).containsEntry(one, first).doesNotContainKey(other);
    assertThat(kinds)
        .containsExactly(
            "created",
            "profile_added",
            "created",
            "profile_added",
            "profile_moved",
            "merged",
            "split",
            "profile_moved",
            "profile_erased",
            "emptied");
    assertThat(kept).isIn(first, second);
  }

  private static boolean concerns(Map<String, Object> change, String... customers) {
    return Arrays.asList(customers).contains(change.get("old_customer"))
        || Arrays.asList(customers).contains(change.get("new_customer"));
  }

  static void apply(Map<String, String> copy, Map<String, Object> change) {
    var profile = String.valueOf(change.get("profile"));
    switch (String.valueOf(change.get("kind"))) {
      case "profile_added", "profile_moved" ->
          copy.put(profile, String.valueOf(change.get("new_customer")));
      case "profile_erased" -> copy.remove(profile);
      default -> {}
    }
  }

  static JsonPath changes(String after, int limit, int wait) {
    var answer =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .queryParam("after", after)
            .queryParam("limit", limit)
            .queryParam("wait", wait)
            .get("/api/v1/customers/changes");
    answer.then().statusCode(200);
    return answer.jsonPath();
  }

  /** Where the feed ends now. */
  static String end() {
    var at = "";
    for (var page = changes(at, 500, 0); ; page = changes(at, 500, 0)) {
      at = page.getString("next");
      if (page.getList("items").isEmpty()) {
        return at;
      }
    }
  }

  @Test
  void theFeedWaitsForWhatComes() throws Exception {
    var start = end();
    assertThat(changes(start, 10, 1).getList("items")).isEmpty();
    try (var pool = java.util.concurrent.Executors.newSingleThreadExecutor()) {
      var waiting = pool.submit(() -> changes(start, 10, 20));
      Thread.sleep(400);
      stranger("shop");
      assertThat(waiting.get().getList("items")).isNotEmpty();
    }
    People.get("/api/v1/customers/changes?wait=99").then().statusCode(400);
    People.get("/api/v1/customers/changes?after=rubbish").then().statusCode(400);
  }
}
