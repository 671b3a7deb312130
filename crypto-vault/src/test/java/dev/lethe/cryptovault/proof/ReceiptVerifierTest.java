package dev.lethe.cryptovault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ReceiptVerifierTest {
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final ReceiptVerifier verifier = new ReceiptVerifier(key.verifyingKey());

  @Test
  void completeReceiptIsValid() {
    Verdict verdict = verifier.check(sign(deletion()).toJson());
    assertThat(failures(verdict)).isEmpty();
    assertThat(verdict.valid()).isTrue();
    assertThat(verdict.findings())
        .extracting(Finding::words)
        .contains(
            "lake/retail.events: 12 before, 0 left.", "2 keys destroyed, one for each profile.");
  }

  @Test
  void accessReceiptNeedsNoKeys() {
    Json.Obj export =
        Json.object()
            .put("target", "lake")
            .put("asset", "retail.events")
            .put("action", "export")
            .put("before", 12)
            .build();
    Json.Obj access =
        request(deletion(), r -> r.with("right", Json.of("access")))
            .without("keys")
            .without("profiles_deleted")
            .with("assets", Json.array(List.of(export)));
    assertThat(failures(verifier.check(sign(access)))).isEmpty();
  }

  @Test
  void anyChangeAfterSigningIsRefused() {
    String text = sign(deletion()).toJson();
    assertThat(verifier.check(text.replace("\"before\":12", "\"before\":13")).valid()).isFalse();
    assertThat(verifier.check(text.replace("R-000001", "R-000002")).valid()).isFalse();
  }

  @Test
  void receiptOfAnotherKeyIsRefused() {
    Receipt foreign = Receipt.sign(logged(deletion()), SigningKey.generate(new SecureRandom()));
    assertThat(failures(verifier.check(foreign)))
        .singleElement()
        .asString()
        .contains("another key");
    Receipt claiming =
        new Receipt(
            foreign.statement(), Receipt.ED25519, key.verifyingKey().id(), foreign.signature());
    assertThat(failures(verifier.check(claiming)))
        .singleElement()
        .asString()
        .contains("does not fit");
  }

  @Test
  void rowsLeftAfterAnEraseAreAFailure() {
    Json.Obj asset =
        asset().with("after", Json.of(3)).with("verification", verification("verified", 3, 0));
    assertThat(failures(check(deletion().with("assets", Json.array(List.of(asset))))))
        .containsExactly("lake/retail.events: 3 left.");
  }

  @Test
  void probeThatDisagreesIsAFailure() {
    assertThat(failures(check(withVerification(verification("verified", 1, 0)))))
        .containsExactly("lake/retail.events: the count after and the probe's count differ.");
    assertThat(failures(check(withVerification(verification("verified", 0, 7)))))
        .containsExactly("lake/retail.events: raw bytes still hold 7 hits.");
    assertThat(failures(check(withVerification(verification("unverified", 0, 0)))))
        .containsExactly("lake/retail.events: the independent probe did not confirm the result.");
  }

  @Test
  void missingPartsAreNamed() {
    assertThat(failures(check(deletion().without("assets"))))
        .containsExactly("The receipt has no list \"assets\".");
    assertThat(failures(check(deletion().without("keys"))))
        .containsExactly("The receipt of a deletion has no object \"keys\".");
    assertThat(
            failures(
                check(deletion().with("assets", Json.array(List.of(asset().without("before")))))))
        .containsExactly("lake/retail.events has no count \"before\".");
  }

  @Test
  void fewerKeysThanProfilesAreAFailure() {
    Json.Obj keys = ((Json.Obj) deletion().get("keys").orElseThrow()).with("shredded", Json.of(1));
    assertThat(failures(check(deletion().with("keys", keys))))
        .containsExactly("The number of destroyed keys is not the number of profiles.");
  }

  @Test
  void formerKeysAreDestroyedBesideOneForEachProfile() {
    Json.Obj keys = ((Json.Obj) deletion().get("keys").orElseThrow()).with("former", Json.of(3));
    assertThat(failures(check(deletion().with("keys", keys.with("shredded", Json.of(5))))))
        .isEmpty();
    assertThat(failures(check(deletion().with("keys", keys))))
        .containsExactly(
            "The number of destroyed keys is not the number of profiles and of their former keys.");
    assertThat(failures(check(deletion().with("keys", keys.with("former", Json.of("3"))))))
        .contains("The keys has no count \"former\".");
  }

  @Test
  void keysOfAnotherVaultAreAmongTheFormerOnes() {
    Json.Obj keys = ((Json.Obj) deletion().get("keys").orElseThrow()).with("former", Json.of(3));
    Json.Obj five = keys.with("shredded", Json.of(5));
    Verdict verdict = check(deletion().with("keys", five.with("imported", Json.of(3))));
    assertThat(failures(verdict)).isEmpty();
    assertThat(verdict.findings().toString()).contains("3 of the keys came from another vault");
    assertThat(failures(check(deletion().with("keys", five.with("imported", Json.of(4))))))
        .containsExactly("More keys were imported than there are former ones.");
  }

  @Test
  void outcomeMustTellOfExceptions() {
    Json.Obj kept = Json.object().put("law", "tax").build();
    Json.Obj silent = deletion().with("exceptions", Json.array(List.of(kept)));
    assertThat(failures(check(silent))).singleElement().asString().contains("contradict");
    Json.Obj honest = request(silent, r -> r.with("outcome", Json.of("completed_with_exceptions")));
    assertThat(failures(check(honest))).isEmpty();
  }

  @Test
  void logEntryOfAnotherStatementIsRefused() {
    Json.Obj logged = logged(deletion());
    Json.Obj swapped =
        deletion()
            .with("profiles_deleted", Json.of(2))
            .with("issued_at", Json.of("2026-11-23T00:00:00Z"))
            .with("log", logged.get("log").orElseThrow());
    assertThat(failures(verifier.check(Receipt.sign(swapped, key))))
        .containsExactly("The log entry records another statement.");
  }

  @Test
  void pathToAnotherRootIsRefused() {
    Json.Obj logged = logged(deletion());
    Json.Obj log =
        ((Json.Obj) logged.get("log").orElseThrow()).with("root", Json.of("00".repeat(32)));
    assertThat(failures(verifier.check(Receipt.sign(logged.with("log", log), key))))
        .containsExactly("The log entry's path does not lead to the root.");
  }

  @Test
  void textThatIsNoReceiptGivesAFindingAndNoException() {
    for (String text :
        List.of(
            "",
            "[]",
            "{}",
            "{\"receipt\":{},\"signature\":{}}",
            "\u0000",
            "{\"receipt\":1,\"signature\":2}")) {
      assertThat(verifier.check(text).valid()).as(text).isFalse();
    }
  }

  private Verdict check(Json.Obj statement) {
    return verifier.check(sign(statement));
  }

  private Receipt sign(Json.Obj statement) {
    return Receipt.sign(logged(statement), key);
  }

  private static Json.Obj logged(Json.Obj statement) {
    Json.Obj body =
        Json.object().put("statement_sha256", LogInclusion.statementHash(statement)).build();
    Json.Obj entry =
        Json.object().put("seq", 9).put("type", "receipt.stated").put("body", body).build();
    byte[] leaf = MerkleTree.leafHash(CanonicalJson.bytes(entry));
    byte[] sibling = MerkleTree.leafHash(new byte[] {1});
    byte[] root = MerkleTree.nodeHash(sibling, leaf);
    return statement.with("log", LogInclusion.of(entry, 1, 2, root, List.of(sibling)));
  }

  private static Json.Obj withVerification(Json verification) {
    return deletion()
        .with("assets", Json.array(List.of(asset().with("verification", verification))));
  }

  private static Json.Obj request(Json.Obj statement, UnaryOperator<Json.Obj> change) {
    return statement.with(
        "request", change.apply((Json.Obj) statement.get("request").orElseThrow()));
  }

  private static Json verification(String outcome, long remaining, long rawHits) {
    return Json.object()
        .put("outcome", outcome)
        .put("method", "scan")
        .put("at", "2026-11-22T10:00:00Z")
        .put("remaining", remaining)
        .put("raw_hits", rawHits)
        .build();
  }

  private static Json.Obj asset() {
    return Json.object()
        .put("target", "lake")
        .put("asset", "retail.events")
        .put("action", "erase")
        .put("before", 12)
        .put("affected", 12)
        .put("after", 0)
        .put("depth", "D3")
        .put("verification", verification("verified", 0, 0))
        .build();
  }

  private static Json.Obj deletion() {
    Json request =
        Json.object()
            .put("number", "R-000001")
            .put("right", "delete")
            .put("regime", "gdpr")
            .put("outcome", "completed")
            .put("received_at", "2026-11-20T10:00:00Z")
            .put("completed_at", "2026-11-22T10:00:00Z")
            .put("statutory_due", "2026-12-21T23:00:00Z")
            .build();
    return Json.object()
        .put("type", ReceiptVerifier.TYPE)
        .put("issued_at", "2026-11-22T10:00:00Z")
        .put("request", request)
        .put("subject", Json.object().put("handle", "h").put("profiles", 2).build())
        .put("assets", Json.array(List.of(asset())))
        .put(
            "keys",
            Json.object()
                .put("shredded", 2)
                .put("logical_at", "2026-11-22T10:00:00Z")
                .put("final_at", "2026-11-29T10:00:00Z")
                .build())
        .put("profiles_deleted", 2)
        .put("exceptions", Json.array(List.of()))
        .build();
  }

  private static List<String> failures(Verdict verdict) {
    return verdict.findings().stream()
        .filter(f -> f.level() == Finding.Level.FAILED)
        .map(Finding::words)
        .toList();
  }
}
