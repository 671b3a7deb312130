package dev.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.LogInclusion;
import dev.lethe.cryptovault.proof.MerkleTree;
import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.cryptovault.proof.ReceiptVerifier;
import dev.lethe.cryptovault.proof.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {
  @TempDir private Path folder = Path.of("");
  private final SigningKey key = SigningKey.generate(new SecureRandom());

  @Test
  void validReceiptIsValidWithoutAnyService() throws IOException {
    Run run = verify(Receipt.sign(access(), key).toJson(), key);

    assertThat(run.out()).contains("The receipt is valid.");
    assertThat(run.exit()).isZero();
  }

  @Test
  void changedReceiptIsNotValid() throws IOException {
    Run run = verify(Receipt.sign(access(), key).toJson().replace("R-000001", "R-000009"), key);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("FAILED").contains("The receipt is NOT valid.");
  }

  @Test
  void receiptOfAnotherKeyIsNotValid() throws IOException {
    SigningKey other = SigningKey.generate(new SecureRandom());

    assertThat(verify(Receipt.sign(access(), key).toJson(), other).exit()).isEqualTo(1);
  }

  @Test
  void missingFilesAndWrongKeysAreToldApart() throws IOException {
    Path pem = Files.writeString(folder.resolve("key.pem"), "no key");
    Path receipt = Files.writeString(folder.resolve("receipt.json"), "{}");

    Run wrongKey = Run.lethe(Map.of(), "verify", receipt, "--key", pem);
    Run noFile =
        Run.lethe(Map.of(), "verify", folder.resolve("none"), "--key", folder.resolve("none.pem"));

    assertThat(wrongKey.exit()).isEqualTo(2);
    assertThat(wrongKey.err()).contains("no Ed25519 public key");
    assertThat(noFile.exit()).isEqualTo(4);
    assertThat(noFile.err()).contains("there is no file");
  }

  private Run verify(String receipt, SigningKey trusted) throws IOException {
    Path file = Files.writeString(folder.resolve("receipt.json"), receipt);
    Path pem = Files.writeString(folder.resolve("key.pem"), trusted.verifyingKey().toPem());
    return Run.lethe(Map.of(), "verify", file, "--key", pem);
  }

  private static Json.Obj access() {
    Json request =
        Json.object()
            .put("number", "R-000001")
            .put("right", "access")
            .put("regime", "gdpr")
            .put("outcome", "completed")
            .put("received_at", "2026-11-20T10:00:00Z")
            .put("completed_at", "2026-11-22T10:00:00Z")
            .put("statutory_due", "2026-12-21T23:00:00Z")
            .build();
    Json.Obj statement =
        Json.object()
            .put("type", ReceiptVerifier.TYPE)
            .put("issued_at", "2026-11-22T10:00:00Z")
            .put("request", request)
            .put("subject", Json.object().put("handle", "h").put("profiles", 2).build())
            .put("assets", Json.array(List.of()))
            .put("exceptions", Json.array(List.of()))
            .build();
    Json body =
        Json.object().put("statement_sha256", LogInclusion.statementHash(statement)).build();
    Json.Obj entry =
        Json.object().put("seq", 1).put("type", "receipt.stated").put("body", body).build();
    byte[] leaf = MerkleTree.leafHash(CanonicalJson.bytes(entry));
    return statement.with("log", LogInclusion.of(entry, 0, 1, leaf, List.of()));
  }
}
