package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.confidence.Bounds;
import dev.lethe.service.testing.LetheTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What proven values say about each profile, and what an erasure may therefore take. */
@LetheTest
class ProfileConfidenceTest {
  private final IdentityService identity;
  private final String mail = UUID.randomUUID() + "@web.de";
  private final String name = "Ottokar " + letters(mail);

  ProfileConfidenceTest(IdentityService identity) {
    this.identity = identity;
  }

  @BeforeEach
  void sources() {
    People.source("shop", false);
    People.source("till", false);
  }

  /** A family name that nobody else has. */
  private static String letters(String unique) {
    var name = new StringBuilder("Z");
    for (var c : unique.substring(0, 8).toCharArray()) {
      name.append((char) ('a' + Character.digit(c, 16)));
    }
    return name.toString();
  }

  /** Two profiles that are clearly one person; only the first has the mail address. */
  private JsonPath person() {
    var phone = "0221 7" + String.format("%06d", Math.floorMod(mail.hashCode(), 1_000_000));
    return People.ingest(
        People.item(
            "shop",
            "c1" + mail,
            "full_name",
            name,
            "email",
            mail,
            "birth_date",
            "1969-09-19",
            "phone",
            phone),
        People.item(
            "till", "c2" + mail, "full_name", name, "birth_date", "1969-09-19", "phone", phone));
  }

  private static JsonPath judge(String customer, String kind, String value) {
    var answer =
        LifecycleTest.officer(
            "/api/v1/customers/" + customer + "/confidence",
            Map.of("identifiers", List.of(Map.of("kind", kind, "value", value))));
    answer.then().statusCode(200);
    return answer.jsonPath();
  }

  @Test
  void theDegreeTravelsAlongStrongLinks() {
    var sent = person();
    var customer = sent.getString("items[0].customer");
    assertThat(sent.getString("items[1].customer")).isEqualTo(customer);
    var judged = judge(customer, "email", mail);
    assertThat(judged.getList("profiles.treatment")).isNotEmpty().containsOnly("erase");
    var second = sent.getString("items[1].profile");
    assertThat(judged.getList("profiles.find { it.profile == '" + second + "' }.path"))
        .containsExactly(sent.getString("items[0].profile"), second);
    assertThat(judged.getFloat("erase_bound")).isEqualTo((float) Bounds.LAW.erase());
  }

  @Test
  void whereProvenValuesPointAtNobodyAPersonIsAsked() {
    var sent = person();
    var judged = judge(sent.getString("items[0].customer"), "email", UUID.randomUUID() + "@gmx.de");
    assertThat(judged.getList("profiles.treatment")).isNotEmpty().containsOnly("ask");
    assertThat(judged.getList("profiles.degree")).containsOnly("none");
  }

  @Test
  void aHumanDecisionIsAsGoodAsDataGetsUntilItIsUndone() {
    var sent = person();
    var stranger =
        People.ingest(People.item("till", "c3" + mail, "email", "other-" + mail))
            .getString("items[0].profile");
    var made =
        LifecycleTest.officer(
            "/api/v1/identity/decisions",
            Map.of(
                "a",
                stranger,
                "b",
                sent.getString("items[0].profile"),
                "verdict",
                "same",
                "reason",
                "he told us"));
    made.then().statusCode(200);
    var customer = made.jsonPath().getString("customers[0]");
    var judged = judge(customer, "email", mail);
    assertThat(judged.getString("profiles.find { it.profile == '" + stranger + "' }.treatment"))
        .isEqualTo("erase");
    assertThat(judged.getString("profiles.find { it.profile == '" + stranger + "' }.degree"))
        .isEqualTo("reasonably_high");
  }

  @Test
  void anErasureNeverReachesTheHousehold() {
    var phone = "0221 6" + String.format("%06d", Math.floorMod(mail.hashCode(), 1_000_000));
    var home = Map.of("street", "Amselweg 3", "postcode", "50825", "city", "Köln");
    var sent =
        People.ingest(
            People.item(
                "shop",
                "h1" + mail,
                "full_name",
                "Adelgunde Pfaff",
                "email",
                mail,
                "birth_date",
                "1960-02-01",
                "phone",
                phone,
                "address",
                home),
            People.item(
                "shop",
                "h2" + mail,
                "full_name",
                "Leberecht Pfaff",
                "birth_date",
                "1957-12-09",
                "phone",
                phone,
                "address",
                home));
    var customer = sent.getString("items[0].customer");
    var related = People.get("/api/v1/customers/" + customer + "/household").jsonPath();
    assertThat(related.getList("related.customer")).contains(sent.getString("items[1].customer"));
    var proven =
        List.of(new SubjectIdentifier("email", mail), new SubjectIdentifier("phone", phone));
    var scope = identity.erasureScope(CustomerId.parse(customer), "req_household", proven);
    assertThat(scope.erase().stream().map(ref -> ref.id().toString()))
        .containsExactly(sent.getString("items[0].profile"));
    assertThat(scope.held()).isEmpty();
  }
}
