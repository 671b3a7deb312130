package dev.lethe.cli.api;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a call is repeated: twice as long each time, and by chance up to half of
 * that less, so that callers that failed together do not come back together. A wait that the
 * service asked for is kept, and a little by chance added to it.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(400);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 16;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait after a failed attempt.
   *
   * @param attempt counts from one
   * @param asked what the service asked for, if it did
   */
  Duration after(int attempt, @Nullable Duration asked) {
    long full =
        Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(MOST_DOUBLINGS, attempt - 1));
    if (asked == null) {
      return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
    long kept = Math.min(asked.toMillis(), LONGEST_ASKED.toMillis());
    return Duration.ofMillis(kept + random.nextLong(FIRST.toMillis() + 1));
  }
}
