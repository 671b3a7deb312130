package dev.lethe.service.key;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.KeyImport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import of keys of another vault.
 *
 * @param state {@code open}, {@code proposed} once there is a file, {@code imported} once a second
 *     person has confirmed it, {@code ended} if nobody did in time
 * @param recipientPublicKey the X25519 key in PEM form that the export has to name
 * @param families the first key of the profile's that the key at the same place hangs on
 * @param imported how many of the keys were new here
 * @param present how many were here already
 */
record ImportView(
    String id,
    String state,
    String reason,
    String recipientPublicKey,
    Instant expiresAt,
    String openedBy,
    Instant openedAt,
    List<String> keys,
    List<String> families,
    @Nullable String proposedBy,
    @Nullable Instant proposedAt,
    @Nullable String confirmedBy,
    @Nullable Instant confirmedAt,
    int imported,
    int present) {
  static ImportView of(KeyImport one, Instant now) {
    return new ImportView(
        one.id().toString(),
        state(one, now),
        one.reason(),
        one.recipient().toPem(),
        one.expiresAt(),
        one.openedBy(),
        one.openedAt(),
        one.keys().stream().map(KeyId::toString).toList(),
        one.families().stream().map(KeyId::toString).toList(),
        one.proposedBy(),
        one.proposedAt(),
        one.confirmedBy(),
        one.confirmedAt(),
        one.imported(),
        one.present());
  }

  private static String state(KeyImport one, Instant now) {
    if (one.isConfirmed()) {
      return "imported";
    }
    if (one.endedAt() != null || !now.isBefore(one.expiresAt())) {
      return "ended";
    }
    return one.proposedBy() == null ? "open" : "proposed";
  }
}
