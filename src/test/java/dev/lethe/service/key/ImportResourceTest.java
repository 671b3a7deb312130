package dev.lethe.service.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.hold.KeyStatement;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.cryptovault.proof.SigningKey;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.proof.ReceiptService;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.OtherVault;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.KeyState;
import dev.lethe.service.vault.VaultService;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Keys of another vault, which signs with this one's own key here; every other signer is a stranger
 * to the service that the tests share.
 */
@LetheTest
class ImportResourceTest {
  private static final String IMPORTS = "/api/v1/keys/imports";
  private static final String PROBLEM = "urn:lethe:problem:";

  private final IdentityService identity;
  private final VaultService vault;
  private final ReceiptService receipts;
  private final AgroalDataSource lethe;
  private final SecureRandom random = new SecureRandom();
  private final OtherVault other = new OtherVault();
  private final KeyId foreign = other.key();
  private final String from = other.profile();
  private IdentityService.ProfileRef profile;

  ImportResourceTest(
      IdentityService identity,
      VaultService vault,
      ReceiptService receipts,
      AgroalDataSource lethe) {
    this.identity = identity;
    this.vault = vault;
    this.receipts = receipts;
    this.lethe = lethe;
  }

  @BeforeEach
  void makeProfile() {
    profile = Given.profiles(identity, 1).getFirst();
  }

  @Test
  void twoPersonsImportAKeyWhoseTokensThenOpen() throws SQLException {
    var opened = open();
    String id = opened.path("id");
    propose(id, receipts.sign(file(opened)), profile.id().toString())
        .statusCode(200)
        .body("state", equalTo("proposed"))
        .body("keys", equalTo(List.of(foreign.toString())))
        .body("families", equalTo(List.of(profile.key().toString())));
    confirm("ann", id, live(Duration.ZERO))
        .statusCode(403)
        .body("type", equalTo(PROBLEM + "four-eyes"));
    get(IMPORTS + "?waiting=true").body("items.id", hasItem(id));
    for (int i = 0; i < 2; i++) {
      confirm("ben", id, live(Duration.ZERO))
          .statusCode(200)
          .body("state", equalTo("imported"))
          .body("imported", equalTo(1));
    }
    confirm("cora", id, live(Duration.ZERO)).statusCode(409);
    reveal().body("items[0].value", equalTo("x"));
    get(IMPORTS + "/" + id).body("confirmed_by", equalTo("ben"));
    get(IMPORTS).body("items.id", hasItem(id));
    get(IMPORTS + "?waiting=true").body("items.id", not(hasItem(id)));
    get(IMPORTS + "?waiting=x").statusCode(400);
    assertThat(logged("keys.import_opened", "ann", id)).isEqualTo(1);
    assertThat(logged("keys.import_proposed", "ann", id)).isEqualTo(1);
    assertThat(logged("keys.import_confirmed", "ben", id)).isEqualTo(1);
    assertThat(logged("keys.imported", "ben", id)).isEqualTo(1);
    vault.shred(List.of(profile.key()), "test");
    reveal().body("items[0].problem.type", equalTo(PROBLEM + "key-destroyed"));
  }

  @Test
  void nothingIsImportedUnlessTheOtherVaultSaysInTimeThatTheKeysLive() {
    var opened = open();
    String id = opened.path("id");
    propose(id, receipts.sign(file(opened)), profile.id().toString()).statusCode(200);
    refused(confirm("ben", id, "{}"), "statement");
    refused(confirm("ben", id, stranger(statement("live", "exp_1"))), "statement");
    refused(confirm("ben", id, live(Duration.ofHours(-25))), "statement");
    refused(confirm("ben", id, live(Duration.ofHours(1))), "statement");
    refused(confirm("ben", id, live(Duration.ofHours(-3))), "statement");
    refused(confirm("ben", id, signed(statement("live", "exp_2"))), "statement");
    for (var state : List.of("frozen", "destroyed")) {
      refused(confirm("ben", id, signed(statement(state, "exp_1"))), "not_live")
          .body("key", equalTo(foreign.toString()));
    }
    assertThat(vault.states(List.of(foreign))).containsExactly(KeyState.UNKNOWN);
    confirm("ben", id, live(Duration.ZERO)).statusCode(200);
  }

  @Test
  void filesThatDoNotBelongHereAreRefused() {
    var opened = open();
    String id = opened.path("id");
    var good = file(opened);
    String to = profile.id().toString();
    refused(propose(id, "{}", to), "file");
    refused(propose(id, stranger(good), to), "signer");
    var text = receipts.sign(good);
    refused(propose(id, text.replace("exp_1", "exp_2"), to), "signer");
    refused(propose(id, receipts.sign(good.with("terms", Json.object().build())), to), "file");
    refused(propose(id, receipts.sign(good.without("recipient")), to), "file");
    refused(proposal(id, text, List.of(Map.of("from", "prf_1", "to", to))), "mapping");
    propose(id, text, from).statusCode(400).body("field", equalTo("profiles"));
    propose(id, text, to).statusCode(200);
    propose(id, text, to).statusCode(409).body("type", equalTo(PROBLEM + "wrong-state"));
  }

  @Test
  void bodiesThatSayTooLittleAreRefused() {
    begin(Map.of("expires_at", moment(1))).statusCode(400).body("field", equalTo("reason"));
    for (var bad : List.of("soon", moment(-1), moment(31))) {
      begin(Map.of("reason", "test", "expires_at", bad))
          .statusCode(400)
          .body("field", equalTo("expires_at"));
    }
    String id = open().path("id");
    confirm("ben", id, live(Duration.ZERO)).statusCode(409);
    for (var bad :
        List.of(
            List.of(Map.of("from", "prf_1")),
            List.of(Map.of("from", "prf_1", "to", "prf_1")),
            List.of(Map.of("from", "x", "to", from), Map.of("from", "x", "to", from)))) {
      proposal(id, "{}", bad).statusCode(400).body("field", equalTo("profiles"));
    }
    get(IMPORTS + "/imp_x").statusCode(404);
    confirm("ben", "imp_x", "{}").statusCode(404);
  }

  private static String moment(int days) {
    return Instant.now().plus(Duration.ofDays(days)).toString();
  }

  private static ExtractableResponse<Response> open() {
    return begin(Map.of("reason", "merger", "expires_at", moment(7)))
        .statusCode(201)
        .body("id", startsWith("imp_"))
        .body("state", equalTo("open"))
        .extract();
  }

  private static ValidatableResponse begin(Map<String, String> body) {
    return post("ann", "officer", IMPORTS, body);
  }

  private Json.Obj file(ExtractableResponse<?> opened) {
    return other.file(opened.path("recipient_public_key"));
  }

  private Json.Obj statement(String state, String export) {
    return other.statement(Duration.ZERO, state, export);
  }

  private String live(Duration later) {
    return signed(other.statement(later, KeyStatement.LIVE, OtherVault.EXPORT));
  }

  private String signed(Json.Obj statement) {
    return receipts.sign(statement);
  }

  private String stranger(Json.Obj statement) {
    return Receipt.sign(statement, SigningKey.generate(random)).toJson();
  }

  private ValidatableResponse propose(String id, String file, String to) {
    return proposal(id, file, List.of(Map.of("from", from, "to", to)));
  }

  private static ValidatableResponse proposal(String id, String file, List<?> profiles) {
    return post(
        "ann",
        "officer",
        IMPORTS + "/" + id + "/proposal",
        Map.of("file", file, "profiles", profiles));
  }

  private static ValidatableResponse confirm(String person, String id, String statement) {
    return post(
        person, "approver", IMPORTS + "/" + id + "/confirmation", Map.of("statement", statement));
  }

  private static ValidatableResponse refused(ValidatableResponse answer, String why) {
    return answer
        .statusCode(422)
        .body("type", equalTo(PROBLEM + "import-refused"))
        .body("why", equalTo(why));
  }

  private static ValidatableResponse post(String person, String role, String path, Object body) {
    return given()
        .auth()
        .oauth2(SignIn.token(person, role))
        .contentType("application/json")
        .body(body)
        .post(path)
        .then();
  }

  private static ValidatableResponse get(String path) {
    return given().auth().oauth2(SignIn.token("eve", "auditor")).get(path).then();
  }

  private ValidatableResponse reveal() {
    var item = Map.of("token", other.token("x"), "field", "email");
    return post(
        "olga",
        "officer",
        "/api/v1/tokens/reveal",
        Map.of("purpose", "support", "reason", "test", "items", List.of(item)));
  }

  private int logged(String type, String actor, String id) throws SQLException {
    try (var c = lethe.getConnection();
        var s =
            c.prepareStatement(
                "select count(*) from log_entry"
                    + " where type = ? and actor = ? and body ->> 'import' = ?")) {
      s.setString(1, type);
      s.setString(2, actor);
      s.setString(3, id);
      try (var rows = s.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
