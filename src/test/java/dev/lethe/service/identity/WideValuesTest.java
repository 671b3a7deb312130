package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WideValuesTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final WideValues values = new WideValues(() -> now);

  @Test
  void aWideValueIsKnownUntilItIsTimeToAskAgain() {
    values.add(7);
    assertThat(values.contains(7)).isTrue();
    assertThat(values.contains(8)).isFalse();
    now = now.plus(Duration.ofMinutes(10));
    assertThat(values.contains(7)).isTrue();
    now = now.plusMillis(1);
    assertThat(values.contains(7)).isFalse();
  }

  @Test
  void oldValuesDoNotComeBackWithANewOne() {
    values.add(7);
    now = now.plus(Duration.ofMinutes(11));
    values.add(8);
    assertThat(values.contains(7)).isFalse();
    assertThat(values.contains(8)).isTrue();
  }
}
