package dev.lethe.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private final Backoff backoff = new Backoff(new SplittableRandom(7));

  @Test
  void waitsTwiceAsLongEachTimeAndUpToHalfOfItLessByChance() {
    for (int round = 0; round < 1_000; round++) {
      long full = 400;
      for (int attempt = 1; attempt <= 40; attempt++) {
        assertThat(backoff.after(attempt, null).toMillis()).isBetween(full / 2, full);
        full = Math.min(30_000, 2 * full);
      }
    }
  }

  @Test
  void comesBackNoEarlierThanTheServiceAsked() {
    for (int round = 0; round < 1_000; round++) {
      assertThat(backoff.after(1, Duration.ofSeconds(7)).toMillis()).isBetween(7_000L, 7_400L);
    }
    assertThat(backoff.after(1, Duration.ofDays(3))).isLessThan(Duration.ofMinutes(6));
    assertThat(backoff.after(3, Duration.ZERO).toMillis()).isBetween(0L, 400L);
  }
}
