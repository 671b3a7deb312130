package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever steals both databases learns no value of any profile. */
@LetheTest
class NothingInClearTest {
  private final AgroalDataSource lethe;
  private final AgroalDataSource vault;

  NothingInClearTest(AgroalDataSource lethe, @DataSource("vault") AgroalDataSource vault) {
    this.lethe = lethe;
    this.vault = vault;
  }

  @Test
  void noDumpOfEitherDatabaseHoldsAnIngestedValue() throws Exception {
    People.source("secret", false);
    var values = new ArrayList<String>();
    var attributes =
        List.<Object>of(
            "given_name",
            "Xaverine",
            "middle_name",
            "Theodelinde",
            "family_name",
            "Quastenflosser",
            "full_name",
            "Baroness Xaverine Quastenflosser",
            "email",
            "xaverine.q@posteo.example.net",
            "phone",
            "0221 4711081",
            "birth_date",
            "1947-08-23",
            "gender",
            "weiblichste",
            "loyalty_id",
            "LOY-83746512",
            "device_id",
            "dev-77aa66bb55",
            "cookie_id",
            "ck-1a2b3c4d5e",
            "national_id",
            "T220001293",
            "occupation",
            "glockengiesserin",
            "birth_place",
            "Buxtehudewalde",
            "address",
            Map.of(
                "street",
                "Sternschnuppenweg",
                "house_number",
                "4711b",
                "unit",
                "hinterhaus9",
                "city",
                "Kleinkleckersdorf",
                "region",
                "Niedertupfing",
                "postcode",
                "98231",
                "country",
                "Phantasien"));
    for (int i = 1; i < attributes.size(); i += 2) {
      collect(values, attributes.get(i));
    }
    values.add("kundennummer-5566778899");
    // The forms in which they are compared.
    values.addAll(
        List.of("xaverine", "quastenflosser", "+492214711081", "19470823", "loy83746512"));
    var answer =
        People.ingest(
            People.item("secret", "kundennummer-5566778899", attributes.toArray()),
            People.item("secret", "kundennummer-5566778900", attributes.toArray()));
    assertThat(answer.getInt("created")).isEqualTo(2);
    assertThat(answer.getString("items[0].customer"))
        .isEqualTo(answer.getString("items[1].customer"));
    given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/json")
        .body(Map.of("identifiers", List.of(Map.of("kind", "loyalty_id", "value", "LOY-83746512"))))
        .post("/api/v1/customers/search")
        .then()
        .statusCode(200);

    given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/json")
        .header("Idempotency-Key", "a-reason-that-names-somebody")
        .body(
            Map.of(
                "a",
                answer.getString("items[0].profile"),
                "b",
                answer.getString("items[1].profile"),
                "verdict",
                "different",
                "reason",
                "Xaverine and Theodelinde are sisters"))
        .post("/api/v1/identity/decisions")
        .then()
        .statusCode(200);

    var dump = Dump.of(lethe) + Dump.of(vault);
    assertThat(dump)
        .as("the dump is a real one")
        .contains(answer.getString("items[0].profile").isEmpty() ? "-" : "secret");
    for (var value : values) {
      for (var form : Dump.forms(value)) {
        assertThat(dump.contains(form))
            .as("%s characters of %s", form.length(), value.length())
            .isFalse();
      }
    }
  }

  private static void collect(List<String> values, Object value) {
    if (value instanceof Map<?, ?> parts) {
      parts.values().forEach(part -> values.add((String) part));
    } else {
      values.add((String) value);
    }
  }
}
