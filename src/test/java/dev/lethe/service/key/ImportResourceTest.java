package dev.lethe.service.key;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.hold.HeldKeys;
import dev.lethe.cryptovault.hold.HeldTerms;
import dev.lethe.cryptovault.hold.KeyStatement;
import dev.lethe.cryptovault.hold.RecipientKey;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.cryptovault.proof.SigningKey;
import dev.lethe.cryptovault.token.KeyDerivation;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenCipher;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.proof.ReceiptService;
import dev.lethe.service.testing.LetheTest;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
  private static final String TENANT = "default";

  private final IdentityService identity;
  private final VaultService vault;
  private final ReceiptService receipts;
  private final AgroalDataSource lethe;
  private final SecureRandom random = new SecureRandom();
  private final KeyId foreign = KeyId.random(random);
  private final SecretBytes bytes = SecretBytes.random(32, random);
  private final String from = "prf_" + foreign.toString().substring(4);
  private final Instant now = Instant.now();
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
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/json")
        .body("{\"kind\":\"web\",\"duplicate_free\":false}")
        .put("/api/v1/sources/web")
        .then()
        .statusCode(200);
    var name = new IdentityService.SourceKey("web", UUID.randomUUID().toString());
    profile = identity.ensureProfiles(List.of(name)).getFirst();
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
    confirm("ann", id, live(now)).statusCode(403).body("type", equalTo(PROBLEM + "four-eyes"));
    for (int i = 0; i < 2; i++) {
      confirm("ben", id, live(now))
          .statusCode(200)
          .body("state", equalTo("imported"))
          .body("imported", equalTo(1));
    }
    confirm("cora", id, live(now)).statusCode(409);
    reveal().body("items[0].value", equalTo("x"));
    get(IMPORTS + "/" + id).body("confirmed_by", equalTo("ben"));
    get(IMPORTS).body("items.id", hasItem(id));
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
    refused(confirm("ben", id, stranger(statement(now, "live", "exp_1"))), "statement");
    refused(confirm("ben", id, live(now.minus(Duration.ofHours(25)))), "statement");
    refused(confirm("ben", id, live(now.plus(Duration.ofHours(1)))), "statement");
    refused(confirm("ben", id, live(now.minus(Duration.ofHours(3)))), "statement");
    refused(confirm("ben", id, signed(statement(now, "live", "exp_2"))), "statement");
    for (var state : List.of("frozen", "destroyed")) {
      refused(confirm("ben", id, signed(statement(now, state, "exp_1"))), "not_live")
          .body("key", equalTo(foreign.toString()));
    }
    assertThat(vault.states(List.of(foreign))).containsExactly(KeyState.UNKNOWN);
    confirm("ben", id, live(now)).statusCode(200);
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
    confirm("ben", id, live(now)).statusCode(409);
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
    var terms =
        Json.object()
            .put("export", "exp_1")
            .put("tenant", TENANT)
            .put("exported_at", now.minus(Duration.ofHours(2)).toString())
            .put("expires_at", moment(1))
            .put(
                "families", HeldTerms.toJson(List.of(new HeldTerms.Family(from, List.of(foreign)))))
            .build();
    var keys = new LinkedHashMap<KeyId, SecretBytes>();
    keys.put(foreign, bytes);
    String recipient = opened.path("recipient_public_key");
    return HeldKeys.wrap(terms, keys, RecipientKey.fromPem(recipient));
  }

  private Json.Obj statement(Instant at, String state, String export) {
    var states = new LinkedHashMap<KeyId, String>();
    states.put(foreign, state);
    return new KeyStatement(export, TENANT, at, states).toJson();
  }

  private String live(Instant at) {
    return signed(statement(at, KeyStatement.LIVE, "exp_1"));
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
    var cipher = new TokenCipher(new Tenant(TENANT), random);
    try (var key = new KeyDerivation().derive(foreign, bytes)) {
      var token =
          TokenV1.toText(cipher.seal(Suite.DETERMINISTIC, key, "email", "x".getBytes(UTF_8)));
      var item = Map.of("token", token, "field", "email");
      return post(
          "olga",
          "officer",
          "/api/v1/tokens/reveal",
          Map.of("purpose", "support", "reason", "test", "items", List.of(item)));
    }
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
