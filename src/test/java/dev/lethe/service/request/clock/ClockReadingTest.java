package dev.lethe.service.request.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.request.Regime;
import dev.lethe.service.request.Right;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClockReadingTest {
  private static final ClockRule RULE = ClockRule.of(Regime.GDPR, Right.DELETE);
  private static final Instant RECEIVED = Instant.parse("2026-09-15T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-09-15T09:00:00Z, RUNNING, 30, 0",
    "2026-10-09T21:59:00Z, RUNNING, 6, 80",
    "2026-10-09T22:00:00Z, DUE_SOON, 5, 80",
    "2026-10-14T22:00:00Z, DUE_TODAY, 0, 96",
    "2026-10-15T21:59:59Z, DUE_TODAY, 0, 100",
    "2026-10-15T22:00:00Z, OVERDUE, -1, 100"
  })
  void stateFollowsTheDaysOfTheLawsTimeZone(
      Instant now, ClockReading.State state, long remaining, int used) {
    ClockReading reading =
        ClockReading.read(RULE, RECEIVED, Deadlines.count(RULE, RECEIVED), now, null);
    assertThat(reading.state()).isEqualTo(state);
    assertThat(reading.remainingDays()).isEqualTo(remaining);
    assertThat(reading.usedPercent()).isEqualTo(used);
  }

  @Test
  void stoppedClockStandsStill() {
    Instant stopped = Instant.parse("2026-10-01T09:00:00Z");
    Deadlines deadlines = Deadlines.count(RULE, RECEIVED);
    ClockReading soon = ClockReading.read(RULE, RECEIVED, deadlines, stopped, stopped);
    ClockReading later =
        ClockReading.read(RULE, RECEIVED, deadlines, stopped.plusSeconds(99_999_999), stopped);
    assertThat(later).isEqualTo(soon);
    assertThat(soon.state()).isEqualTo(ClockReading.State.STOPPED);
    assertThat(soon.words()).isEqualTo("Closed in time. GDPR gives one month, until 15 Oct 2026.");
  }

  @Test
  void wordsSayHowMuchIsLeftAndWhy() {
    ClockReading reading =
        ClockReading.read(RULE, RECEIVED, Deadlines.count(RULE, RECEIVED), RECEIVED, null);
    assertThat(reading.words()).isEqualTo("30 days left. GDPR gives one month, until 15 Oct 2026.");
    assertThat(reading.statutoryDue()).isEqualTo(Instant.parse("2026-10-15T21:59:59Z"));
  }
}
