package dev.lethe.service.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.cryptovault.proof.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedVaultsTest {
  private static final Json.Obj STATEMENT = Json.object().put("a", 1).build();

  @TempDir private Path folder = Path.of("");
  private final SecureRandom random = new SecureRandom();
  private final SigningKey own = SigningKey.generate(random);
  private final SigningKey friend = SigningKey.generate(random);

  @Test
  void ownSignatureAndThoseOfNamedVaultsAreBelievedAndNoOther() throws IOException {
    var vaults = new TrustedVaults(own::verifyingKey, List.of(pem(friend)));
    for (var signer : List.of(own, friend)) {
      assertThat(vaults.read(Receipt.sign(STATEMENT, signer).toJson()))
          .contains(new TrustedVaults.Signed(STATEMENT, signer.verifyingKey().id()));
    }
    var stranger = SigningKey.generate(random);
    assertThat(vaults.read(Receipt.sign(STATEMENT, stranger).toJson())).isEmpty();
    assertThat(new TrustedVaults(own::verifyingKey, List.of()))
        .matches(alone -> alone.read(Receipt.sign(STATEMENT, friend).toJson()).isEmpty());
  }

  @Test
  void changedStatementAndBorrowedKeyIdAreNotBelieved() throws IOException {
    var vaults = new TrustedVaults(own::verifyingKey, List.of(pem(friend)));
    var signed = Receipt.sign(STATEMENT, friend);
    var other = Json.object().put("a", 2).build();
    for (var forged :
        List.of(
            new Receipt(other, signed.algorithm(), signed.keyId(), signed.signature()),
            new Receipt(STATEMENT, "none", signed.keyId(), signed.signature()),
            new Receipt(
                STATEMENT, signed.algorithm(), own.verifyingKey().id(), signed.signature()))) {
      assertThat(vaults.read(forged.toJson())).isEmpty();
    }
  }

  @Test
  void fileWithoutAKeyStopsTheStart() throws IOException {
    var empty = Files.writeString(folder.resolve("empty.pem"), "");
    for (var file : List.of(empty, folder.resolve("missing.pem"))) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> new TrustedVaults(own::verifyingKey, List.of(file)))
          .withMessageContaining("lethe.keys.trusted-signers");
    }
  }

  private Path pem(SigningKey key) throws IOException {
    return Files.writeString(folder.resolve("friend.pem"), key.verifyingKey().toPem());
  }
}
