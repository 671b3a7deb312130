package dev.lethe.service.key;

import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.cryptovault.proof.VerifyingKey;
import dev.lethe.service.proof.ReceiptService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The vaults whose signed statements about keys are believed: those that are named, and this one.
 */
@ApplicationScoped
class TrustedVaults {
  private final ReceiptService receipts;
  private final List<VerifyingKey> named;

  TrustedVaults(
      ReceiptService receipts,
      @ConfigProperty(name = "lethe.keys.trusted-signers") Optional<List<Path>> files) {
    this.receipts = receipts;
    this.named = files.orElse(List.of()).stream().map(TrustedVaults::read).toList();
  }

  /**
   * A statement that a trusted vault has signed.
   *
   * @param signer the id of its key
   */
  record Signed(Json.Obj statement, String signer) {}

  private static VerifyingKey read(Path file) {
    try {
      return VerifyingKey.fromPem(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("lethe.keys.trusted-signers: cannot read " + file, e);
    }
  }

  /** What the text states, if a trusted vault has signed it; throws where it is no statement. */
  Optional<Signed> read(String text) {
    var signed = Receipt.parse(text);
    var trusted = new ArrayList<>(named);
    trusted.add(receipts.publicKey());
    return trusted.stream()
        .filter(key -> key.id().equals(signed.keyId()))
        .filter(key -> signed.algorithm().equals(Receipt.ED25519))
        .filter(key -> key.verify(CanonicalJson.bytes(signed.statement()), signed.signature()))
        .findFirst()
        .map(key -> new Signed(signed.statement(), key.id()));
  }
}
