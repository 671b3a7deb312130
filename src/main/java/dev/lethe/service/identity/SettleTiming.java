package dev.lethe.service.identity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a settle pass is due: once changes have been quiet for a while, at the latest when the
 * oldest has waited long or the population has doubled, and never so often that passes take more
 * than a share of the time. For one thread.
 */
final class SettleTiming {
  private final Duration quiet;
  private final Duration latest;
  private final int rest;
  private final long fewest;

  private long written;
  private long profiles;
  private @Nullable Instant changed;
  private @Nullable Instant pendingSince;
  private Instant restUntil = Instant.MIN;

  /**
   * @param rest so many times a pass's own duration passes before the next
   * @param fewest below so many writes a population has not doubled, however small it is
   */
  SettleTiming(Duration quiet, Duration latest, int rest, long fewest) {
    this.quiet = quiet;
    this.latest = latest;
    this.rest = rest;
    this.fewest = fewest;
  }

  /** Whether a pass is due now. */
  boolean due(SettleStore.Marks marks, Instant now) {
    if (!marks.pending()) {
      pendingSince = null;
      return false;
    }
    if (pendingSince == null) {
      pendingSince = now;
    }
    if (changed == null || marks.written() != written) {
      written = marks.written();
      changed = now;
    }
    var ripe =
        !now.isBefore(changed.plus(quiet))
            || !now.isBefore(pendingSince.plus(latest))
            || outgrown(marks);
    return ripe && !now.isBefore(restUntil);
  }

  /** Whether so much was written that what the last pass counted says little about it. */
  private boolean outgrown(SettleStore.Marks marks) {
    return marks.written() - marks.settled() >= Math.max(fewest, profiles);
  }

  /** The newest pass, of this process or another, read so many profiles. */
  void read(long count) {
    profiles = count;
  }

  /** A pass ended; the next rests in proportion to its length. */
  void ended(Instant begun, Instant now) {
    pendingSince = null;
    restUntil = now.plus(Duration.between(begun, now).multipliedBy(rest));
  }

  /** The population did not fit: trying again at once would change nothing. */
  void refused(Instant now) {
    restUntil = now.plus(latest);
  }

  /** What failed may do so again: a long pass that fails rests as long as one that ends well. */
  void failed(Instant now) {
    var soonest = now.plus(quiet);
    restUntil = restUntil.isAfter(soonest) ? restUntil : soonest;
  }
}
