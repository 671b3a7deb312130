package dev.lethe.cryptovault.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private long nanos = Long.MAX_VALUE - 3;
  private long millis = 1_000_000;
  private final Lease lease = new Lease(() -> nanos, () -> millis);

  @Test
  void isNotHeldBeforeItIsTaken() {
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void endsAHundredthEarlyByTheMonotonicClock() {
    lease.hold(lease.now(), LENGTH);
    nanos += Duration.ofMillis(9_899).toNanos();
    assertThat(lease.isHeld()).isTrue();
    nanos += Duration.ofMillis(1).toNanos();
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void endsWhenTheClockOfTheDayHasMovedOnWhileTheMachineWasAsleep() {
    lease.hold(lease.now(), LENGTH);
    millis += 9_899;
    assertThat(lease.isHeld()).isTrue();
    millis += 1;
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void clockOfTheDayThatGoesBackDoesNotLengthenIt() {
    lease.hold(lease.now(), LENGTH);
    millis -= 1_000_000;
    nanos += LENGTH.toNanos();
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void isCountedFromTheMomentBeforeItWasAskedFor() {
    var begin = lease.now();
    nanos += LENGTH.toNanos();
    lease.hold(begin, LENGTH);
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void canBeGivenUp() {
    lease.hold(lease.now(), LENGTH);
    lease.giveUp();
    assertThat(lease.isHeld()).isFalse();
  }
}
