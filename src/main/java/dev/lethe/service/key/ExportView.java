package dev.lethe.service.key;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.KeyExport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An export of keys to somebody outside.
 *
 * @param state {@code proposed}, or {@code exported} once a second person has confirmed it
 * @param recipient the recipient's X25519 public key, base64url
 */
record ExportView(
    String id,
    String state,
    List<String> keys,
    @Nullable String hold,
    String reason,
    String recipient,
    Instant expiresAt,
    String proposedBy,
    Instant proposedAt,
    @Nullable String confirmedBy,
    @Nullable Instant confirmedAt) {
  static ExportView of(KeyExport export) {
    return new ExportView(
        export.id().toString(),
        export.confirmedBy() == null ? "proposed" : "exported",
        export.keys().stream().map(KeyId::toString).toList(),
        export.hold(),
        export.reason(),
        export.recipient().toString(),
        export.expiresAt(),
        export.proposedBy(),
        export.proposedAt(),
        export.confirmedBy(),
        export.confirmedAt());
  }
}
