package dev.lethe.service.key;

import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.cryptovault.proof.VerifyingKey;
import dev.lethe.service.proof.ReceiptService;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The vaults whose signed statements about keys are believed: those that are named, and this one.
 */
@ApplicationScoped
class TrustedVaults {
  private static final Logger LOG = Logger.getLogger(TrustedVaults.class);
  private static final String SETTING = "lethe.keys.trusted-signers";

  private final Supplier<VerifyingKey> own;
  private final List<VerifyingKey> named;

  @Inject
  TrustedVaults(
      ReceiptService receipts, @ConfigProperty(name = SETTING) Optional<List<Path>> files) {
    this(receipts::publicKey, files.orElse(List.of()));
  }

  TrustedVaults(Supplier<VerifyingKey> own, List<Path> files) {
    this.own = own;
    this.named = files.stream().map(TrustedVaults::read).toList();
  }

  /**
   * A statement that a trusted vault has signed.
   *
   * @param signer the id of its key
   */
  record Signed(Json.Obj statement, String signer) {}

  /** Makes a file that cannot be read stop the start, and not the first import. */
  void tell(@Observes StartupEvent event) {
    for (var key : named) {
      LOG.infof("Keys may be imported from the vault that signs with %s", key.id());
    }
  }

  private static VerifyingKey read(Path file) {
    try {
      return VerifyingKey.fromPem(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(SETTING + ": " + file + " holds no Ed25519 public key", e);
    }
  }

  /** What the text states, if a trusted vault has signed it; throws where it is no statement. */
  Optional<Signed> read(String text) {
    var signed = Receipt.parse(text);
    var trusted = new ArrayList<>(named);
    trusted.add(own.get());
    return trusted.stream()
        .filter(key -> key.id().equals(signed.keyId()))
        .filter(key -> signed.algorithm().equals(Receipt.ED25519))
        .filter(key -> key.verify(CanonicalJson.bytes(signed.statement()), signed.signature()))
        .findFirst()
        .map(key -> new Signed(signed.statement(), key.id()));
  }
}
