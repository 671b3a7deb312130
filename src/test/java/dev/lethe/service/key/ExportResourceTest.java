package dev.lethe.service.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.lethe.cryptovault.hold.HeldKeys;
import dev.lethe.cryptovault.hold.RecipientSecret;
import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.proof.ReceiptService;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.VaultService;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
class ExportResourceTest {
  private static final String EXPORTS = "/api/v1/keys/exports";
  private static final String PROBLEM = "urn:lethe:problem:";

  private final IdentityService identity;
  private final VaultService vault;
  private final ReceiptService receipts;
  private final AgroalDataSource lethe;
  private final KeyPair pair = pair();
  private IdentityService.ProfileRef profile;

  ExportResourceTest(
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
  void twoPersonsGiveAProfilesKeysToOneRecipientInASignedFile() throws SQLException {
    String id =
        propose(body())
            .statusCode(201)
            .body("id", startsWith("exp_"))
            .body("state", equalTo("proposed"))
            .body("hold", equalTo("court 12"))
            .body("keys", equalTo(List.of(profile.key().toString())))
            .extract()
            .path("id");
    confirm("ann", "officer", id).statusCode(403);
    var file = Receipt.parse(confirm("ben", "approver", id).statusCode(200).extract().asString());
    assertThat(receipts.publicKey().verify(CanonicalJson.bytes(file.statement()), file.signature()))
        .isTrue();
    var secret = RecipientSecret.fromPem(pem(pair.getPrivate(), "PRIVATE KEY"));
    assertThat(HeldKeys.open(file.statement(), secret)).containsOnlyKeys(profile.key());
    show(id).statusCode(200).body("state", equalTo("exported"));
    assertThat(logged("keys.export_proposed", "ann", id)).isEqualTo(1);
    assertThat(logged("keys.exported", "ben", id)).isEqualTo(1);
    vault.shred(List.of(profile.key()), "test");
    confirm("ben", "approver", id).statusCode(422).body("type", equalTo(PROBLEM + "key-destroyed"));
  }

  @Test
  void whoeverProposesCannotConfirmAndAPendingErasureNeedsAHold() {
    String id = propose(body()).statusCode(201).extract().path("id");
    confirm("ann", "approver", id).statusCode(403).body("type", equalTo(PROBLEM + "four-eyes"));
    vault.freeze(List.of(profile.key()));
    propose(with("hold", " ")).statusCode(422).body("type", equalTo(PROBLEM + "key-frozen"));
    confirm("ben", "approver", id).statusCode(200);
  }

  @Test
  void whatASecondPersonCanConfirmNowIsListedByItself() {
    String held = propose(body()).statusCode(201).extract().path("id");
    String bare = propose(with("hold", " ")).statusCode(201).extract().path("id");
    String done = propose(body()).statusCode(201).extract().path("id");
    confirm("ben", "approver", done).statusCode(200);
    waiting().body("items.id", hasItems(held, bare)).body("items.id", not(hasItem(done)));
    vault.freeze(List.of(profile.key()));
    waiting().body("items.id", hasItem(held)).body("items.id", not(hasItem(bare)));
    vault.shred(List.of(profile.key()), "test");
    waiting().body("items.id", not(hasItem(held)));
  }

  @Test
  void bodiesThatSayTooLittleAreRefused() {
    for (var field : List.of("profiles", "reason", "recipient_public_key", "expires_at")) {
      var without = new HashMap<>(body());
      without.remove(field);
      propose(without).statusCode(400).body("field", equalTo(field));
    }
    for (var bad :
        Map.of(
                "profiles",
                List.of("prf_1"),
                "hold",
                "x".repeat(129),
                "recipient_public_key",
                "-----BEGIN PUBLIC KEY-----",
                "expires_at",
                "2020-01-01T00:00:00Z")
            .entrySet()) {
      propose(with(bad.getKey(), bad.getValue()))
          .statusCode(400)
          .body("field", equalTo(bad.getKey()));
    }
    show("exp_x").statusCode(404);
    confirm("ben", "approver", "exp_x").statusCode(404);
  }

  private Map<String, Object> body() {
    return Map.of(
        "profiles", List.of(profile.id().toString()),
        "hold", "court 12",
        "reason", "ticket 9",
        "recipient_public_key", pem(pair.getPublic(), "PUBLIC KEY"),
        "expires_at", "2999-01-01T00:00:00Z");
  }

  private Map<String, Object> with(String field, Object value) {
    var body = new HashMap<>(body());
    body.put(field, value);
    return body;
  }

  private static ValidatableResponse propose(Map<String, Object> body) {
    return given()
        .auth()
        .oauth2(SignIn.token("ann", "officer"))
        .contentType("application/json")
        .body(body)
        .post(EXPORTS)
        .then();
  }

  private static ValidatableResponse confirm(String person, String role, String id) {
    return given()
        .auth()
        .oauth2(SignIn.token(person, role))
        .post(EXPORTS + "/" + id + "/confirmation")
        .then();
  }

  private static ValidatableResponse show(String id) {
    return get(EXPORTS + "/" + id);
  }

  private static ValidatableResponse waiting() {
    return get(EXPORTS + "?waiting=true&limit=500").statusCode(200);
  }

  private static ValidatableResponse get(String path) {
    return given().auth().oauth2(SignIn.token("eve", "auditor")).get(path).then();
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("X25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Key key, String label) {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }

  private int logged(String type, String actor, String export) throws SQLException {
    try (var c = lethe.getConnection();
        var s =
            c.prepareStatement(
                "select count(*) from log_entry"
                    + " where type = ? and actor = ? and body ->> 'export' = ?")) {
      s.setString(1, type);
      s.setString(2, actor);
      s.setString(3, export);
      try (var rows = s.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
