package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model holds names in clear, but none that fewer than five customers have in common. */
@LetheTest
class AliasPrivacyTest {
  private static final String ROOT = "/api/v1/identity/";

  /** The name in the shop and the name at the till. */
  private static final List<String> OF_FEW = List.of("Xanthurine", "Xullezebu");

  private static final List<String> OF_MANY = List.of("Walburga", "Burgi");

  private final AgroalDataSource lethe;
  private final AgroalDataSource vault;

  AliasPrivacyTest(AgroalDataSource lethe, @DataSource("vault") AgroalDataSource vault) {
    this.lethe = lethe;
    this.vault = vault;
  }

  @BeforeEach
  void sources() {
    People.source("shop", false);
    People.source("till", false);
  }

  @Test
  void whatFewPeopleShareNeverStandsInAModelNorAnywhereElse() throws Exception {
    for (int batch = 10; batch < 13; batch++) {
      People.post(People.crowd(batch)).then().statusCode(200);
    }
    People.post(people("few", 4, OF_FEW)).then().statusCode(200);
    People.post(people("many", 9, OF_MANY)).then().statusCode(200);
    var id = "trained-" + UUID.randomUUID();

    var begun =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .contentType("application/json")
            .body(Map.of("model", id))
            .post(ROOT + "trainings");
    begun.then().statusCode(202);
    var job = Trainings.ended(begun.jsonPath().getString("id"));
    assertThat(job.getString("stage")).isEqualTo("stored");

    var model = given().auth().oauth2(SignIn.auditor()).get(ROOT + "models/" + id).asString();
    assertThat(model.toLowerCase(Locale.ROOT))
        .as("a name that many have in common is learned")
        .contains("walburga", "burgi")
        .doesNotContain(small(OF_FEW));
    var dump = Dump.of(lethe) + Dump.of(vault);
    assertThat(dump).contains("walburga");
    for (var value : small(OF_FEW)) {
      for (var form : Dump.forms(value)) {
        assertThat(dump.contains(form)).as("%s in the dump", value).isFalse();
      }
    }
  }

  private static List<String> small(List<String> values) {
    return values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
  }

  /** So many people, each with a profile in the shop and one at the till. */
  private static List<Map<String, Object>> people(String kind, int count, List<String> values) {
    var people = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < count; i++) {
      for (int side = 0; side < 2; side++) {
        people.add(
            People.item(
                side == 0 ? "shop" : "till",
                "alias-" + kind + "-" + i,
                "given_name",
                values.get(side),
                "family_name",
                "Nach" + Integer.toString(50_000 + 977 * i, 36),
                "birth_date",
                "19%02d-0%d-2%d".formatted(40 + 5 * i, i + 1, i),
                "email",
                kind + i + "@web.de"));
      }
    }
    return people;
  }
}
