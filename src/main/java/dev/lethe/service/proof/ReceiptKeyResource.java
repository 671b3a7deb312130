package dev.lethe.service.proof;

import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.cryptovault.proof.VerifyingKey;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Hands out the key that checks receipts; open to everybody, for receipts are checked by people who
 * have no account.
 */
@Path("/api/v1/keys/receipt")
public class ReceiptKeyResource {
  private final ReceiptService receipts;

  ReceiptKeyResource(ReceiptService receipts) {
    this.receipts = receipts;
  }

  /** The key, as PEM that openssl and others read. */
  public record PublicKeyView(String keyId, String algorithm, String publicKeyPem) {}

  /** Returns the key that signs receipts now. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @PermitAll
  public PublicKeyView publicKey() {
    VerifyingKey key = receipts.publicKey();
    return new PublicKeyView(key.id(), Receipt.ED25519, key.toPem());
  }
}
