package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.testing.LetheTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Explanations, histories, views of the past and households, through the API. */
@LetheTest
class ExplainTest {
  private final String mail = UUID.randomUUID() + "@web.de";

  @BeforeEach
  void sources() {
    People.source("shop", false);
    People.source("till", false);
    People.source("cards", true);
  }

  private static Map<String, Object> person(
      String source, String mail, String name, String born, String phone) {
    return People.item(
        source,
        name + mail,
        "full_name",
        name,
        "email",
        mail,
        "birth_date",
        born,
        "phone",
        phone,
        "address",
        Map.of("street", "Drosselgasse 17", "postcode", "50823", "city", "Köln"));
  }

  private JsonPath twoProfiles() {
    return People.ingest(
        person("shop", mail, "Walburga Reinecke", "1961-05-04", "0221 4455661"),
        person("till", mail, "Walburga Reinecke", "1961-05-04", "0221 4455661"));
  }

  private static JsonPath get(String path) {
    var answer = People.get(path);
    answer.then().statusCode(200);
    return answer.jsonPath();
  }

  @Test
  void whyShowsAWaterfallThatLeadsToTheTotalWithoutAnyValue() {
    var sent = twoProfiles();
    var answer =
        People.get(
            "/api/v1/identity/why?a="
                + sent.getString("items[0].profile")
                + "&b="
                + sent.getString("items[1].profile"));
    answer.then().statusCode(200);
    var why = answer.jsonPath();
    assertThat(why.getBoolean("one_customer")).isTrue();
    assertThat(why.getString("waterfall[0].field")).isEqualTo("prior");
    assertThat(why.getFloat("waterfall[-1].to")).isEqualTo(why.getFloat("total"));
    assertThat(why.getList("waterfall.field")).contains("name", "email", "phone");
    assertThat(why.getString("model")).isNotEmpty();
    assertThat(answer.asString())
        .doesNotContainIgnoringCase("reinecke")
        .doesNotContain(mail)
        .doesNotContain("4455661");
    People.get("/api/v1/identity/why?a=prf_00000000000000000000000000").then().statusCode(400);
  }

  @Test
  void whyNotNamesTheSourceTheDecisionAndTheMissingBits() {
    var cards =
        People.ingest(
            person("cards", mail, "Berthold Imhoff", "1970-01-09", "0221 1230987"),
            person("cards", "x" + mail, "Berthold Imhoff", "1970-01-09", "0221 1230987"));
    var one = cards.getString("items[0].profile");
    var other = cards.getString("items[1].profile");
    var bySource = get("/api/v1/identity/why-not?a=" + one + "&b=" + other);
    assertThat(bySource.getList("blockers.kind")).contains("source");
    assertThat(bySource.getDouble("best.total")).isPositive();

    var sent = twoProfiles();
    var a = sent.getString("items[0].profile");
    var b = sent.getString("items[1].profile");
    var together = get("/api/v1/identity/why-not?a=" + a + "&b=" + b);
    assertThat(together.getBoolean("one_customer")).isTrue();
    var decision =
        LifecycleTest.officer(
                "/api/v1/identity/decisions",
                Map.of("a", a, "b", b, "verdict", "different", "reason", "mother and child"))
            .jsonPath()
            .getString("id");
    var byDecision = get("/api/v1/identity/why-not?a=" + a + "&b=" + b);
    assertThat(byDecision.getString("blockers[0].decision")).isEqualTo(decision);
    assertThat(byDecision.getDouble("missing")).isZero();

    var customers = sent.getList("items.customer", String.class);
    var strangers =
        get("/api/v1/identity/why-not?a=" + a + "&b=" + cards.getString("items[0].customer"));
    assertThat(strangers.getList("blockers.kind")).contains("evidence");
    assertThat(strangers.getDouble("missing")).isPositive();
    assertThat(strangers.getString("sentence")).contains("bits are missing");
    assertThat(customers).hasSize(2);
    People.get("/api/v1/identity/why-not?a=" + a + "&b=rubbish").then().statusCode(400);
  }

  @Test
  void theHistoryTellsEventsAndDecisionsInOrder() {
    var sent = twoProfiles();
    var a = sent.getString("items[0].profile");
    var b = sent.getString("items[1].profile");
    var customer = sent.getString("items[0].customer");
    var decision =
        LifecycleTest.officer(
                "/api/v1/customers/" + customer + "/split",
                Map.of("profiles", List.of(b), "reason", "two people"))
            .jsonPath()
            .getString("id");
    LifecycleTest.officer(
            "/api/v1/identity/decisions/" + decision + "/undo", Map.of("reason", "one after all"))
        .then()
        .statusCode(200);
    var how = get("/api/v1/customers/" + customer + "/how");
    assertThat(how.getList("items.kind"))
        .startsWith("created")
        .containsSubsequence("decided", "split", "decision_undone", "merged");
    assertThat(how.getList("items.sentence"))
        .allSatisfy(sentence -> assertThat(sentence.toString()).endsWith("."));
    assertThat(how.getList("items.find { it.kind == 'merged' }.links")).isNotEmpty();
    assertThat(how.getString("items.find { it.kind == 'merged' }.sentence"))
        .contains("became part of", "bits");
    var first = get("/api/v1/customers/" + customer + "/how?limit=2");
    assertThat(first.getString("next")).isNotNull();
    assertThat(
            get("/api/v1/customers/" + customer + "/how?limit=500&after=" + first.getString("next"))
                .getList("items")
                .size())
        .isEqualTo(how.getList("items").size() - first.getList("items").size());
    assertThat(a).startsWith("prf_");
  }

  @Test
  void thePastShowsWhatACustomerHeldThen() throws Exception {
    var early =
        People.ingest(People.item("shop", "p1" + mail, "email", mail, "given_name", "Xaver"));
    var late =
        People.ingest(
            People.item("till", "p2" + mail, "email", "z" + mail, "given_name", "Quirin"));
    var one = early.getString("items[0].customer");
    var other = late.getString("items[0].customer");
    Thread.sleep(20);
    var apart = Instant.now();
    Thread.sleep(20);
    LifecycleTest.officer(
            "/api/v1/customers/" + one + "/merge", Map.of("other", other, "reason", "one person"))
        .then()
        .statusCode(200);
    Thread.sleep(20);
    var joined = Instant.now();
    for (var id : List.of(one, other)) {
      assertThat(get("/api/v1/customers/" + id).getList("profiles")).hasSize(2);
      var then = get("/api/v1/customers/" + id + "?as_of=" + apart);
      assertThat(then.getList("profiles")).hasSize(1);
      assertThat(then.getString("id")).isEqualTo(id);
      assertThat(then.getString("state")).isEqualTo("past");
      assertThat(get("/api/v1/customers/" + id + "?as_of=" + joined).getList("profiles"))
          .hasSize(2);
    }
    io.restassured.RestAssured.given()
        .auth()
        .oauth2(dev.lethe.service.testing.SignIn.pipeline())
        .delete("/api/v1/profiles/" + late.getString("items[0].profile"))
        .then()
        .statusCode(204);
    var then = get("/api/v1/customers/" + one + "?as_of=" + joined);
    assertThat(then.getList("profiles")).hasSize(1);
    assertThat(then.getInt("as_of.erased_since")).isOne();
    assertThat(then.getString("as_of.note")).contains("erased");
    People.get("/api/v1/customers/" + one + "?as_of=2001-01-01T00:00:00Z").then().statusCode(404);
    People.get("/api/v1/customers/" + one + "?as_of=2999-01-01T00:00:00Z").then().statusCode(400);
    People.get("/api/v1/customers/" + one + "?as_of=yesterday").then().statusCode(400);
  }

  @Test
  void theGraphComesWithItsMetrics() {
    var sent = twoProfiles();
    var graph = get("/api/v1/customers/" + sent.getString("items[0].customer") + "/graph");
    assertThat(graph.getInt("metrics.profiles")).isEqualTo(2);
    assertThat(graph.getDouble("metrics.density")).isEqualTo(1);
    assertThat(graph.getList("metrics.bridges")).hasSize(1);
    assertThat(graph.getList("metrics.cut_points")).isEmpty();
    assertThat(graph.getDouble("metrics.weakest_link.weight")).isPositive();
    assertThat(graph.getMap("metrics.centrality")).hasSize(2);
  }

  @Test
  void housematesAreRelatedAndStayTwo() {
    var phone = "0221 8" + String.format("%06d", Math.floorMod(mail.hashCode(), 1_000_000));
    var sent =
        People.ingest(
            person("shop", mail, "Kordula Esterhazy", "1958-03-02", phone),
            person("shop", "y" + mail, "Ruprecht Esterhazy", "1956-11-28", phone));
    var one = sent.getString("items[0].customer");
    var other = sent.getString("items[1].customer");
    assertThat(one).isNotEqualTo(other);
    var answer = People.get("/api/v1/customers/" + one + "/household");
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getList("related.customer")).contains(other);
    assertThat(
            answer
                .jsonPath()
                .getList("related.find { it.customer == '" + other + "' }.shared.kind"))
        .contains("phone", "address");
    assertThat(answer.asString()).doesNotContain("sterhazy", phone.replace(" ", "").substring(1));
  }
}
