package dev.lethe.service.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EpochPolicyTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void rootKeyLivesItsEpochAndTheRetainedOnes() {
    assertThat(new EpochPolicy(DAY, 7).finalMoment(START)).isEqualTo("2026-11-30T10:00:00Z");
    assertThat(new EpochPolicy(DAY, 0).finalMoment(START)).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(new EpochPolicy(DAY, 30).finalMoment(START)).isEqualTo("2026-12-23T10:00:00Z");
  }

  @Test
  void longerRetentionAndShorterEpochsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EpochPolicy(DAY, 31))
        .withMessage("lethe.vault.retained-epochs is 0 to 30, not 31");
    assertThatIllegalArgumentException().isThrownBy(() -> new EpochPolicy(DAY, -1));
    for (var length : new Duration[] {Duration.ofSeconds(59), Duration.ZERO, DAY.negated()}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new EpochPolicy(length, 7));
    }
  }
}
