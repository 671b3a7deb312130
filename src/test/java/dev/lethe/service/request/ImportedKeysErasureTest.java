package dev.lethe.service.request;

import static dev.lethe.service.request.RequestClient.approve;
import static dev.lethe.service.request.RequestClient.planned;
import static dev.lethe.service.request.RequestClient.read;
import static dev.lethe.service.request.RequestClient.state;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;

import dev.lethe.cryptovault.proof.ReceiptVerifier;
import dev.lethe.service.fanout.MemoryTargetSettings;
import dev.lethe.service.proof.ReceiptService;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.OtherVault;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.KeyState;
import dev.lethe.service.vault.VaultService;
import io.quarkus.test.common.WithTestResource;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An erasure of somebody who has keys of another vault. */
@LetheTest
@WithTestResource(MemoryTargetSettings.class)
class ImportedKeysErasureTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final VaultService vault;
  private final ReceiptService receipts;

  ImportedKeysErasureTest(VaultService vault, ReceiptService receipts) {
    this.vault = vault;
    this.receipts = receipts;
  }

  @Test
  void erasureDestroysImportedKeysAndTheReceiptCountsThem() throws Exception {
    RequestClient.loadCatalog();
    var person = People.withTwoRecords();
    var other = new OtherVault();
    importInto(person.profiles().getFirst(), other);
    assertThat(vault.states(List.of(other.key()))).containsExactly(KeyState.ACTIVE);

    String id = planned("delete", person.email());
    approve(id).then().statusCode(200);
    await().atMost(PATIENCE).until(() -> state(id), "COMPLETED"::equals);

    assertThat(vault.states(List.of(other.key()))).containsExactly(KeyState.DESTROYED);
    String receipt = read(SignIn.officer(), "/" + id + "/receipt").then().extract().asString();
    var verdict = new ReceiptVerifier(receipts.publicKey()).check(receipt);
    assertThat(verdict.valid()).as(verdict.findings().toString()).isTrue();
    assertThat(verdict.findings().toString())
        .contains("3 keys destroyed, one for each profile and 1 former ones.")
        .contains("1 of the keys came from another vault");
  }

  private void importInto(String profile, OtherVault other) {
    var opened =
        call(
            SignIn.officer(),
            "",
            Map.of(
                "reason",
                "merger",
                "expires_at",
                Instant.now().plus(Duration.ofDays(1)).toString()));
    String path = "/" + opened.getString("id");
    var file = receipts.sign(other.file(opened.getString("recipient_public_key")));
    var owners = List.of(Map.of("from", other.profile(), "to", profile));
    call(SignIn.officer(), path + "/proposal", Map.of("file", file, "profiles", owners));
    var statement = receipts.sign(other.live());
    call(SignIn.approver(), path + "/confirmation", Map.of("statement", statement));
  }

  private static JsonPath call(String token, String path, Object body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body)
        .post("/api/v1/keys/imports" + path)
        .then()
        .statusCode(oneOf(200, 201))
        .extract()
        .jsonPath();
  }
}
