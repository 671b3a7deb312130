package dev.lethe.service.vault;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are given successors, and how far that is.
 *
 * @param seq counts up with each rotation
 * @param madeBefore only present keys made before this moment; null when profiles were named
 * @param place the last profile that it has passed, in the order of their ids; null at the start
 */
public record Rotation(
    RotationId id,
    long seq,
    String reason,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant madeBefore,
    @Nullable UUID place,
    Counts counts,
    @Nullable Instant endedAt) {

  /**
   * What became of the keys.
   *
   * @param rotated those that have a successor now
   * @param young those that were made too late to be meant
   * @param frozen those left alone because their erasure is pending
   * @param destroyed those that are gone
   */
  public record Counts(long rotated, long young, long frozen, long destroyed) {}
}
