package dev.lethe.service.key;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.Thaw;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proposal to let frozen keys be used again.
 *
 * @param state {@code proposed}, or {@code thawed} once a second person has confirmed it
 */
record ThawView(
    String id,
    String state,
    List<String> keys,
    String reason,
    String proposedBy,
    Instant proposedAt,
    @Nullable String confirmedBy,
    @Nullable Instant confirmedAt) {
  static ThawView of(Thaw thaw) {
    return new ThawView(
        thaw.id().toString(),
        thaw.confirmedBy() == null ? "proposed" : "thawed",
        thaw.keys().stream().map(KeyId::toString).toList(),
        thaw.reason(),
        thaw.proposedBy(),
        thaw.proposedAt(),
        thaw.confirmedBy(),
        thaw.confirmedAt());
  }
}
