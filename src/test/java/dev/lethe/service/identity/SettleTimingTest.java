package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.identity.SettleStore.Marks;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettleTimingTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SettleTiming timing =
      new SettleTiming(Duration.ofSeconds(10), Duration.ofMinutes(10), 5, 500);

  @Test
  void nothingIsDueWhileNothingWaits() {
    assertThat(timing.due(new Marks(7, 7), at(9_999))).isFalse();
  }

  @Test
  void aPassIsDueOnceWritingHasBeenQuiet() {
    assertThat(timing.due(new Marks(8, 7), at(0))).isFalse();
    assertThat(timing.due(new Marks(9, 7), at(5))).isFalse();
    assertThat(timing.due(new Marks(9, 7), at(14))).isFalse();
    assertThat(timing.due(new Marks(9, 7), at(15))).isTrue();
  }

  @Test
  void writingThatNeverStopsWaitsNoLongerThanTheLatest() {
    timing.read(1_000_000);
    for (int second = 0; second < 600; second++) {
      assertThat(timing.due(new Marks(8 + second, 7), at(second))).isFalse();
    }
    assertThat(timing.due(new Marks(608, 7), at(600))).isTrue();
  }

  @Test
  void aPassIsDueAtOnceWhenThePopulationDoubled() {
    timing.read(2_000);
    assertThat(timing.due(new Marks(3_999, 2_000), at(0))).isFalse();
    assertThat(timing.due(new Marks(4_000, 2_000), at(1))).isTrue();
  }

  @Test
  void aHandfulOfProfilesIsNoPopulationThatDoubles() {
    timing.read(0);
    assertThat(timing.due(new Marks(499, 0), at(0))).isFalse();
    assertThat(timing.due(new Marks(500, 0), at(1))).isTrue();
  }

  @Test
  void passesRestFiveTimesAsLongAsTheyTake() {
    timing.ended(at(0), at(4));
    assertThat(timing.due(new Marks(900, 0), at(23))).isFalse();
    assertThat(timing.due(new Marks(900, 0), at(24))).isTrue();
  }

  @Test
  void aLongPassThatFailsRestsAsLongAsOneThatEndsWell() {
    timing.ended(at(0), at(4));
    timing.failed(at(4));
    assertThat(timing.due(new Marks(900, 0), at(23))).isFalse();
    assertThat(timing.due(new Marks(900, 0), at(24))).isTrue();
  }

  @Test
  void aPassThatFailsAtOnceIsTriedAgainOnceItHasBeenQuiet() {
    timing.ended(at(0), at(0));
    timing.failed(at(0));
    assertThat(timing.due(new Marks(900, 0), at(9))).isFalse();
    assertThat(timing.due(new Marks(900, 0), at(10))).isTrue();
  }

  @Test
  void aPopulationThatDoesNotFitIsNotReadAgainBeforeTheLatest() {
    timing.ended(at(0), at(0));
    timing.refused(at(0));
    assertThat(timing.due(new Marks(900, 0), at(599))).isFalse();
    assertThat(timing.due(new Marks(900, 0), at(600))).isTrue();
  }

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }
}
