package dev.lethe.service.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.VaultService;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
class RotationResourceTest {
  private static final String ROTATIONS = "/api/v1/keys/rotations";
  private static final String PROBLEM = "urn:lethe:problem:";
  private static final String OFFICER = "officer";

  private final IdentityService identity;
  private final VaultService vault;
  private final RotationWork work;
  private final AgroalDataSource lethe;
  private IdentityService.ProfileRef profile;

  RotationResourceTest(
      IdentityService identity, VaultService vault, RotationWork work, AgroalDataSource lethe) {
    this.identity = identity;
    this.vault = vault;
    this.work = work;
    this.lethe = lethe;
  }

  @BeforeEach
  void makeProfile() {
    profile = Given.profiles(identity, 1).getFirst();
  }

  @Test
  void rotatedProfileGetsOtherTokensAndFormerOnesStillOpen() {
    var before = token();
    assertThat(token()).isEqualTo(before);
    rotate("ann").body("counts", nullValue()).body("rotated", equalTo(1));
    var after = token();
    assertThat(after).isNotEqualTo(before);
    assertThat(keyOf(before)).isEqualTo(profile.key());
    assertThat(vault.ring(List.of(profile.key()))).containsExactly(keyOf(before), keyOf(after));
    reveal(before).body("items[0].value", equalTo("jane@example.org"));
    reveal(after).body("items[0].value", equalTo("jane@example.org"));
    vault.shred(List.of(profile.key()), "test");
    for (var dead : List.of(before, after)) {
      reveal(dead).body("items[0].problem.type", equalTo(PROBLEM + "key-destroyed"));
    }
    rotate("ann").body("rotated", equalTo(0)).body("destroyed", equalTo(1));
  }

  @Test
  void formerTokenIsMadeAnewUnderThePresentKeyWithoutShowingItsValue() throws SQLException {
    var former = token();
    rotate("ann");
    var reason = "run " + profile.id();
    var items =
        "{\"ref\":\"a\",\"token\":\"%s\",\"field\":\"email\"},{\"token\":\"%s\",\"field\":\"phone\"},{}"
            .formatted(former, former);
    retokenize(SignIn.pipeline(), "{\"reason\":\"" + reason + "\",\"items\":[" + items + "]}")
        .statusCode(200)
        .body("items[0].ref", equalTo("a"))
        .body("items[0].token", equalTo(token()))
        .body("items[1].problem.type", equalTo(PROBLEM + "invalid-token"))
        .body("items[2].problem.type", equalTo(PROBLEM + "missing-field"));
    assertThat(logged("tokens.retokenized", "reason", reason)).isEqualTo(1);
    vault.shred(List.of(profile.key()), "test");
    var columns = "{\"reason\":\"x\",\"field\":\"email\",\"token\":[\"" + former + "\"]}";
    retokenize(SignIn.pipeline(), columns)
        .statusCode(200)
        .body("token[0]", nullValue())
        .body("problems.'0'.type", equalTo(PROBLEM + "key-destroyed"));
    retokenize(SignIn.officer(), columns).statusCode(403);
    retokenize(SignIn.pipeline(), "{\"field\":\"email\",\"token\":[]}").statusCode(400);
  }

  @Test
  void tokenThatDoesNotNameItsKeyOpensByItsKeyAndNotByTheProfileAlone() {
    var made =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .contentType("application/json")
            .body(
                "{\"items\":[{\"profile\":\"%s\",\"field\":\"number\",\"suite\":3,\"alphabet\":\"digits\",\"value\":\"123456789012\"}]}"
                    .formatted(profile.id()))
            .post("/api/v1/tokens")
            .then()
            .statusCode(200);
    var token = made.extract().<String>path("items[0].token");
    rotate("ann");
    var item =
        "\"suite\":3,\"alphabet\":\"digits\",\"field\":\"number\",\"token\":\"" + token + "\",";
    revealItem(item + "\"key\":\"" + made.extract().path("items[0].key") + "\"")
        .body("items[0].value", equalTo("123456789012"));
    revealItem(item + "\"profile\":\"" + profile.id() + "\"")
        .body("items[0].value", nullValue())
        .body("items[0].problem.field", equalTo("key"));
  }

  @Test
  void tokensThatDoNotNameTheirKeyAreMadeAnewWithTheKeyToKeepBesideThem() {
    var digits = "\"suite\":%d,\"alphabet\":\"digits\",\"field\":\"number\"";
    var three = made(digits.formatted(3), "123456789012");
    var four = made(digits.formatted(4), "0815");
    var uuid = made("\"suite\":4,\"field\":\"note\"", "x");
    rotate("ann");
    var items =
        List.of(
            digits.formatted(3) + three,
            digits.formatted(4) + four,
            "\"suite\":4,\"field\":\"note\"" + uuid,
            "\"suite\":4,\"field\":\"number\"" + four,
            digits.formatted(3)
                + ",\"token\":\"123456789012\",\"profile\":\""
                + profile.id()
                + "\"",
            "\"field\":\"email\",\"token\":\"" + token() + "\"");
    var answer =
        retokenize(
                SignIn.pipeline(),
                "{\"reason\":\"x\",\"items\":[{" + String.join("},{", items) + "}]}")
            .statusCode(200)
            .body("items[3].problem.field", equalTo("alphabet"))
            .body("items[4].problem.field", equalTo("key"))
            .body("items[5].token", equalTo(token()))
            .extract()
            .jsonPath();
    var values = List.of("123456789012", "0815", "x");
    for (int i = 0; i < values.size(); i++) {
      String item = items.get(i).substring(0, items.get(i).indexOf(",\"token\""));
      String key = answer.getString("items[" + i + "].key");
      assertThat(key).isEqualTo(keyOf(token()).toString());
      revealItem(item + beside(answer.getString("items[" + i + "].token"), key))
          .body("items[0].value", equalTo(values.get(i)));
    }
  }

  @Test
  void columnsOfSuite3AnswerAColumnOfKeys() {
    var three = made("\"suite\":3,\"alphabet\":\"digits\",\"field\":\"number\"", "123456789012");
    rotate("ann");
    var token = three.split("\"")[3];
    var call =
        "{\"reason\":\"x\",\"field\":\"number\",\"suite\":3,\"alphabet\":\"digits\",\"token\":[\"%s\",null],\"key\":[\"%s\",\"%s\"]}";
    retokenize(SignIn.pipeline(), call.formatted(token, profile.key(), profile.key()))
        .statusCode(200)
        .body("token[0]", not(equalTo(token)))
        .body("key[0]", equalTo(keyOf(token()).toString()))
        .body("problems.'1'.field", equalTo("token"));
  }

  /** Token and key of a value, as they are sent back. */
  private String made(String how, String value) {
    var made =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .contentType("application/json")
            .body(
                "{\"items\":[{\"profile\":\"%s\",%s,\"value\":\"%s\"}]}"
                    .formatted(profile.id(), how, value))
            .post("/api/v1/tokens")
            .then()
            .statusCode(200)
            .extract();
    return beside(made.path("items[0].token"), made.path("items[0].key"));
  }

  private static String beside(String token, String key) {
    return ",\"token\":\"" + token + "\",\"key\":\"" + key + "\"";
  }

  @Test
  void whatIsStoredOfAProfileIsReadableAcrossARotation() {
    rotate("ann");
    assertThat(identity.export(profile.customer())).hasSize(1);
  }

  @Test
  void rotationOfOldKeysGoesOnUntilEveryProfileWasPassed() {
    String id =
        post("ann", OFFICER, "{\"older_than\":\"2000-01-01T00:00:00Z\",\"reason\":\"yearly\"}")
            .statusCode(201)
            .body("id", startsWith("rot_"))
            .body("older_than", equalTo("2000-01-01T00:00:00Z"))
            .body("requested_by", equalTo("ann"))
            .extract()
            .path("id");
    while (!"done".equals(show(id).statusCode(200).extract().path("state"))) {
      work.run();
    }
    assertThat(show(id).body("rotated", equalTo(0)).extract().<Integer>path("young")).isPositive();
    assertThat(show(id).extract().<Float>path("progress")).isEqualTo(1);
    // Whoever did the last part logs it, which may be the service's own thread.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(logged("keys.rotated", "rotation", id)).isEqualTo(1));
    given()
        .auth()
        .oauth2(SignIn.token("eve", "auditor"))
        .get(ROTATIONS + "?limit=500")
        .then()
        .statusCode(200)
        .body("items.find { it.id == '" + id + "' }.state", equalTo("done"));
  }

  @Test
  void bodiesThatCannotBeMeantAreRefused() {
    var reason = "\"reason\":\"x\"";
    for (var field : List.of("older_than", "profiles")) {
      for (var value : List.of("\"2999-01-01T00:00:00Z\"", "\"prf_1\"", "[]", "[null]")) {
        post("ann", OFFICER, "{\"" + field + "\":" + value + "," + reason + "}").statusCode(400);
      }
    }
    post("ann", OFFICER, "{" + reason + "}").statusCode(400).body("field", equalTo("profiles"));
    post("ann", OFFICER, "{\"profiles\":[\"prf_00000000000000000000000000\"]," + reason + "}")
        .statusCode(400)
        .body("field", equalTo("profiles"));
    post("ann", OFFICER, "{\"profiles\":[\"" + profile.id() + "\"]}")
        .statusCode(400)
        .body("field", equalTo("reason"));
    post("eve", "auditor", "{}").statusCode(403);
    show("rot_x").statusCode(404);
  }

  private ValidatableResponse rotate(String person) {
    return post(
            person, OFFICER, "{\"profiles\":[\"" + profile.id() + "\"],\"reason\":\"ticket 8\"}")
        .statusCode(201)
        .body("state", equalTo("done"));
  }

  private static ValidatableResponse post(String person, String role, String body) {
    return given()
        .auth()
        .oauth2(SignIn.token(person, role))
        .contentType("application/json")
        .body(body)
        .post(ROTATIONS)
        .then();
  }

  private static ValidatableResponse retokenize(String caller, String body) {
    return given()
        .auth()
        .oauth2(caller)
        .contentType("application/json")
        .body(body)
        .post("/api/v1/tokens/retokenize")
        .then();
  }

  private static ValidatableResponse show(String id) {
    return given().auth().oauth2(SignIn.token("eve", "auditor")).get(ROTATIONS + "/" + id).then();
  }

  private String token() {
    return given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/json")
        .body(
            "{\"field\":\"email\",\"suite\":2,\"profile\":[\""
                + profile.id()
                + "\"],\"value\":[\"jane@example.org\"]}")
        .post("/api/v1/tokens")
        .then()
        .statusCode(200)
        .extract()
        .path("token[0]");
  }

  private static KeyId keyOf(String token) {
    return TokenV1.parseText(token).key();
  }

  private static ValidatableResponse reveal(String token) {
    return revealItem("\"field\":\"email\",\"token\":\"" + token + "\"");
  }

  private static ValidatableResponse revealItem(String members) {
    return given()
        .auth()
        .oauth2(SignIn.token("ann", OFFICER))
        .contentType("application/json")
        .body("{\"purpose\":\"support\",\"reason\":\"t\",\"items\":[{" + members + "}]}")
        .post("/api/v1/tokens/reveal")
        .then()
        .statusCode(200);
  }

  private int logged(String type, String fact, String value) throws SQLException {
    try (var c = lethe.getConnection();
        var s =
            c.prepareStatement(
                "select count(*) from log_entry where type = ? and body ->> ? = ?")) {
      s.setString(1, type);
      s.setString(2, fact);
      s.setString(3, value);
      try (var rows = s.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
