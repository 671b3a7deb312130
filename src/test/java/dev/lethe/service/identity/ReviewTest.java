package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Doubt;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.service.testing.LetheTest;
import io.restassured.path.json.JsonPath;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Doubts become cases, cases become decisions, and cases without a doubt close by themselves. */
@LetheTest
class ReviewTest {
  private final IdentityDatabase database;
  private final SecureRandom random;
  private final InstantSource clock;

  ReviewTest(IdentityDatabase database, SecureRandom random, InstantSource clock) {
    this.database = database;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Profiles that a model's activation marks would be resolved, and their cases judged, meanwhile.
   */
  @BeforeEach
  void noActivationIsUnderWay() throws InterruptedException {
    while (database.with(
        sql ->
            !sql.query("select 1 from identity_model_activation where not marked_all", row -> 1)
                .isEmpty())) {
      Thread.sleep(50);
    }
  }

  @BeforeEach
  void sources() {
    People.source("shop", false);
    People.source("cards", true);
  }

  private static List<ProfileId> strangers(int count) {
    var profiles = new ArrayList<ProfileId>();
    for (var i = 0; i < count; i++) {
      var key = "review-" + UUID.randomUUID();
      var sent = People.ingest(People.item("shop", key, "email", key + "@web.de"));
      profiles.add(ProfileId.parse(sent.getString("items[0].profile")));
    }
    return profiles;
  }

  private void refresh(List<ProfileId> profiles, Doubt... doubts) {
    var clusters = profiles.stream().map(List::of).toList();
    var resolution = new Resolution(clusters, List.of(), List.of(doubts));
    database.with(sql -> {
      ReviewCases.refresh(sql, random, clock.instant(), resolution);
      return true;
    });
  }

  private static Doubt near(List<ProfileId> profiles) {
    return new Doubt(Doubt.Kind.NEAR, List.of(profiles.get(1)), List.of(profiles.get(0)), -1.25);
  }

  private static String text(Map<String, Object> item, String field) {
    return String.valueOf(item.get(field));
  }

  /** The case that names a profile, in a state. */
  private static List<Map<String, Object>> cases(ProfileId profile, String state) {
    var found = new ArrayList<Map<String, Object>>();
    var after = "";
    JsonPath page;
    do {
      page =
          People.get(
                  "/api/v1/identity/reviews?kind=near&limit=2&state=" + state + "&after=" + after)
              .jsonPath();
      for (Map<String, Object> item : page.<Map<String, Object>>getList("items")) {
        if (text(item, "left").contains(profile.toString())
            || text(item, "right").contains(profile.toString())) {
          found.add(item);
        }
      }
      after = page.getString("next");
    } while (after != null);
    return found;
  }

  private static io.restassured.response.Response decide(String id, String verdict) {
    return LifecycleTest.officer(
        "/api/v1/identity/reviews/" + id + "/decision",
        Map.of("verdict", verdict, "reason", "asked at the counter"));
  }

  @Test
  void aDoubtIsOneCaseHoweverOftenItIsFoundAndClosesWhenItIsGone() {
    var profiles = strangers(2);
    refresh(profiles, near(profiles));
    refresh(profiles, near(profiles));
    var cases = cases(profiles.getFirst(), "open");
    assertThat(cases).hasSize(1);
    assertThat(text(cases.getFirst(), "sentence")).contains("-1.3 bits");
    refresh(List.of(profiles.getFirst()));
    assertThat(cases(profiles.getFirst(), "open")).as("only one side was looked at").hasSize(1);
    refresh(profiles);
    assertThat(cases(profiles.getFirst(), "open")).isEmpty();
    assertThat(cases(profiles.getFirst(), "vanished")).hasSize(1);
    refresh(profiles, near(profiles));
    assertThat(cases(profiles.getFirst(), "open")).hasSize(1);
  }

  @Test
  void aVerdictBecomesADecisionAndClosesTheCase() {
    var profiles = strangers(2);
    refresh(profiles, near(profiles));
    var id = text(cases(profiles.getFirst(), "open").getFirst(), "id");
    var decided = decide(id, "same");
    decided.then().statusCode(200);
    assertThat(decided.jsonPath().getList("customers")).hasSize(1);
    var shown = People.get("/api/v1/identity/reviews/" + id).jsonPath();
    assertThat(shown.getString("state")).isEqualTo("decided");
    assertThat(shown.getString("decision")).isEqualTo(decided.jsonPath().getString("id"));
    decide(id, "different").then().statusCode(409);
  }

  @Test
  void aDismissedCaseIsNotOpenedAgain() {
    var profiles = strangers(2);
    refresh(profiles, near(profiles));
    var id = text(cases(profiles.getFirst(), "open").getFirst(), "id");
    decide(id, "dismiss").then().statusCode(200);
    refresh(profiles, near(profiles));
    assertThat(cases(profiles.getFirst(), "open")).isEmpty();
    var shown = People.get("/api/v1/identity/reviews/" + id).jsonPath();
    assertThat(shown.getString("verdict")).isEqualTo("dismiss");
    assertThat(shown.getString("reason")).isEqualTo("asked at the counter");
  }

  @Test
  void twoCardsOfOneLookingPersonBecomeABlockedCase() {
    var mail = UUID.randomUUID() + "@web.de";
    var sent = People.ingest(card("a" + mail, mail), card("b" + mail, mail));
    var one = sent.getString("items[0].profile");
    assertThat(sent.getString("items[1].customer"))
        .isNotEqualTo(sent.getString("items[0].customer"));
    var blocked = new ArrayList<Map<String, Object>>();
    var after = "";
    do {
      var page = People.get("/api/v1/identity/reviews?kind=blocked&after=" + after).jsonPath();
      blocked.addAll(page.getList("items"));
      after = page.getString("next");
    } while (after != null);
    assertThat(blocked)
        .anySatisfy(item -> assertThat(item.get("left") + "" + item.get("right")).contains(one));
  }

  private static Map<String, Object> card(String key, String mail) {
    return People.item(
        "cards",
        key,
        "full_name",
        "Notburga Vilsmaier",
        "email",
        mail,
        "birth_date",
        "1977-07-17",
        "phone",
        "0221 9911223");
  }

  @Test
  void badCallsAreRefusedPrecisely() {
    People.get("/api/v1/identity/reviews?kind=rubbish").then().statusCode(400);
    People.get("/api/v1/identity/reviews?state=rubbish").then().statusCode(400);
    People.get("/api/v1/identity/reviews/rev_" + "0".repeat(32)).then().statusCode(404);
    decide("rev_" + "0".repeat(32), "same").then().statusCode(404);
    decide("nonsense", "same").then().statusCode(400);
    decide("rev_" + "0".repeat(32), "perhaps").then().statusCode(400);
  }
}
