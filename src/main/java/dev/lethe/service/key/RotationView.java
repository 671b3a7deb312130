package dev.lethe.service.key;

import dev.lethe.service.vault.Rotation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rotation of keys.
 *
 * @param state {@code running} or {@code done}
 * @param progress from 0 to 1: the share of all profiles that it has passed
 * @param olderThan only present keys made before this moment; null where profiles were named
 * @param rotated keys that have a successor now
 * @param young keys that were made too late to be meant
 * @param frozen keys left alone because an erasure is pending
 * @param destroyed keys that are gone
 */
record RotationView(
    String id,
    String state,
    double progress,
    String reason,
    @Nullable Instant olderThan,
    String requestedBy,
    Instant requestedAt,
    long rotated,
    long young,
    long frozen,
    long destroyed,
    @Nullable Instant endedAt) {
  static RotationView of(Rotation rotation) {
    var counts = rotation.counts();
    boolean done = rotation.endedAt() != null;
    return new RotationView(
        rotation.id().toString(),
        done ? "done" : "running",
        done ? 1 : share(rotation.place()),
        rotation.reason(),
        rotation.madeBefore(),
        rotation.requestedBy(),
        rotation.requestedAt(),
        counts.rotated(),
        counts.young(),
        counts.frozen(),
        counts.destroyed(),
        rotation.endedAt());
  }

  // Ids of profiles are random, so their share of the numbers is their share of the profiles.
  private static double share(@Nullable UUID place) {
    return place == null ? 0 : (place.getMostSignificantBits() >>> 12) / (double) (1L << 52);
  }
}
