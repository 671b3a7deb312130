package dev.lethe.service.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * A leaky bucket: what was taken runs out evenly, a minute's worth in a minute, and no more than
 * that fits. A clock that is set back lets nothing run out.
 */
record Bucket(double used, Instant at) {
  static final Bucket EMPTY = new Bucket(0, Instant.EPOCH);
  private static final double SECONDS = 60;
  private static final double MILLIS = 1_000;

  Bucket drained(Instant now, long perMinute) {
    if (!now.isAfter(at)) {
      return this;
    }
    double left = used - Duration.between(at, now).toMillis() / MILLIS / SECONDS * perMinute;
    return new Bucket(Math.max(0, left), now);
  }

  boolean hasRoom(long values, long perMinute) {
    return used + values <= perMinute;
  }

  Bucket plus(long values) {
    return new Bucket(used + values, at);
  }

  /** Whole seconds until so many values fit; they must be no more than a minute's. */
  long secondsUntilRoom(long values, long perMinute) {
    return (long) Math.ceil((used + values - perMinute) * SECONDS / perMinute);
  }
}
