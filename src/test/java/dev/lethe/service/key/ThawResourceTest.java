package dev.lethe.service.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.KeyState;
import dev.lethe.service.vault.VaultService;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@LetheTest
class ThawResourceTest {
  private static final String THAWS = "/api/v1/keys/thaws";
  private static final String PROBLEM = "urn:lethe:problem:";
  private static final String OFFICER = "officer";
  private static final String APPROVER = "approver";

  private final VaultService vault;
  private final AgroalDataSource lethe;

  ThawResourceTest(VaultService vault, AgroalDataSource lethe) {
    this.vault = vault;
    this.lethe = lethe;
  }

  @Test
  void twoPersonsThawAKey() throws SQLException {
    var keys = frozen(2);
    String id =
        propose("ann", keys)
            .statusCode(201)
            .body("id", startsWith("thw_"))
            .body("state", equalTo("proposed"))
            .body("keys", equalTo(keys.stream().map(KeyId::toString).toList()))
            .body("proposed_by", equalTo("ann"))
            .body("confirmed_by", nullValue())
            .extract()
            .path("id");
    confirm("ben", id)
        .statusCode(200)
        .body("state", equalTo("thawed"))
        .body("confirmed_by", equalTo("ben"));
    assertThat(vault.states(keys)).containsOnly(KeyState.ACTIVE);
    show(id).statusCode(200).body("reason", equalTo("ticket 7"));
    assertThat(logged("keys.thaw_proposed", "ann", id)).isEqualTo(1);
    assertThat(logged("keys.thaw_confirmed", "ben", id)).isEqualTo(1);
  }

  @Test
  void onePersonAloneThawsNothing() throws SQLException {
    var keys = frozen(1);
    String id = propose("both", keys).statusCode(201).extract().path("id");
    confirm("both", id).statusCode(403).body("type", equalTo(PROBLEM + "four-eyes"));
    assertThat(vault.states(keys)).containsOnly(KeyState.FROZEN);
    assertThat(logged("keys.thaw_confirmed", "both", id)).isZero();
  }

  @Test
  void destroyedKeyIsNotThawed() throws SQLException {
    var keys = frozen(1);
    String id = propose("ann", keys).statusCode(201).extract().path("id");
    vault.shred(keys, "test");
    confirm("ben", id).statusCode(422).body("type", equalTo(PROBLEM + "key-destroyed"));
    propose("ann", keys).statusCode(422).body("type", equalTo(PROBLEM + "key-destroyed"));
    assertThat(logged("keys.thaw_confirmed", "ben", id)).isZero();
  }

  @Test
  void keyThatIsNotFrozenIsRefused() {
    propose("ann", vault.createKeys(1))
        .statusCode(409)
        .body("type", equalTo(PROBLEM + "wrong-state"));
  }

  @Test
  void bodiesThatSayTooLittleAreRefused() {
    for (var body : List.of("{}", "{\"keys\":[],\"reason\":\"x\"}", "{\"keys\":[null]}")) {
      post("ann", THAWS, OFFICER, body).statusCode(400);
    }
    post("ann", THAWS, OFFICER, "{\"keys\":[\"key_1\"],\"reason\":\"x\"}")
        .statusCode(400)
        .body("field", equalTo("keys"));
    var long501 = "x".repeat(501);
    var key = vault.createKeys(1).getFirst();
    post("ann", THAWS, OFFICER, "{\"keys\":[\"" + key + "\"],\"reason\":\"" + long501 + "\"}")
        .statusCode(400)
        .body("field", equalTo("reason"));
  }

  @Test
  void rolesAreKeptApart() {
    post("ben", THAWS, APPROVER, "{}").statusCode(403);
    post("ann", THAWS + "/thw_x/confirmation", OFFICER, "").statusCode(403);
    confirm("ben", "thw_x").statusCode(404);
    show("thw_x").statusCode(404);
  }

  @Test
  void proposalsArePaged() {
    var keys = frozen(1);
    String older = propose("ann", keys).extract().path("id");
    String newer = propose("ann", keys).extract().path("id");
    String next =
        get(THAWS + "?limit=1")
            .statusCode(200)
            .body("items[0].id", equalTo(newer))
            .extract()
            .path("next");
    get(THAWS + "?limit=1&after=" + next).body("items[0].id", equalTo(older));
    get(THAWS + "?after=bm8").statusCode(400);
  }

  @Test
  void whatASecondPersonCanConfirmNowIsListedByItself() {
    String waiting = propose("ann", frozen(1)).extract().path("id");
    String done = propose("ann", frozen(1)).extract().path("id");
    confirm("ben", done).statusCode(200);
    var gone = frozen(1);
    String late = propose("ann", gone).extract().path("id");
    vault.shred(gone, "test");
    get(THAWS + "?waiting=true&limit=500")
        .statusCode(200)
        .body("items.id", hasItem(waiting))
        .body("items.id", not(hasItem(done)))
        .body("items.id", not(hasItem(late)));
    get(THAWS + "?waiting=false").body("items.id", hasItems(waiting, done, late));
    get(THAWS + "?waiting=maybe")
        .statusCode(400)
        .body("type", equalTo(PROBLEM + "invalid-parameter"));
  }

  private List<KeyId> frozen(int count) {
    var keys = vault.createKeys(count);
    vault.freeze(keys);
    return keys;
  }

  private ValidatableResponse propose(String person, List<KeyId> keys) {
    var names = keys.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(","));
    return post(person, THAWS, OFFICER, "{\"keys\":[" + names + "],\"reason\":\"ticket 7\"}");
  }

  private ValidatableResponse confirm(String person, String id) {
    return post(person, THAWS + "/" + id + "/confirmation", APPROVER, "");
  }

  private static ValidatableResponse post(String person, String path, String role, String body) {
    return given()
        .auth()
        .oauth2(SignIn.token(person, role))
        .contentType("application/json")
        .body(body)
        .post(path)
        .then();
  }

  private static ValidatableResponse show(String id) {
    return get(THAWS + "/" + id);
  }

  private static ValidatableResponse get(String path) {
    return given().auth().oauth2(SignIn.token("eve", "auditor")).get(path).then();
  }

  private int logged(String type, String actor, String thaw) throws SQLException {
    try (var c = lethe.getConnection();
        var s =
            c.prepareStatement(
                "select count(*) from log_entry"
                    + " where type = ? and actor = ? and body ->> 'thaw' = ?")) {
      s.setString(1, type);
      s.setString(2, actor);
      s.setString(3, thaw);
      try (var rows = s.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
