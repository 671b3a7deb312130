package dev.lethe.service.vault;

import java.time.Duration;
import java.time.Instant;

/**
 * How long root keys live: one epoch in use, and some epochs longer for the backups of that time.
 *
 * @param length of an epoch, a minute or more
 * @param retained from 0, where no backup can be restored, to {@value #MOST_RETAINED}
 */
record EpochPolicy(Duration length, int retained) {
  static final int MOST_RETAINED = 30;
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  EpochPolicy {
    if (length.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("lethe.vault.epoch is at least a minute, not " + length);
    }
    if (retained < 0 || retained > MOST_RETAINED) {
      throw new IllegalArgumentException(
          "lethe.vault.retained-epochs is 0 to " + MOST_RETAINED + ", not " + retained);
    }
  }

  /** When the next epoch is to begin. */
  Instant nextAfter(Instant start) {
    return start.plus(length);
  }

  /** When the root key of an epoch that began then is destroyed. */
  Instant finalMoment(Instant start) {
    return start.plus(length.multipliedBy(1L + retained));
  }
}
