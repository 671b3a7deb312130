package dev.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BlockingCommandTest {
  @Test
  void everyRuleIsALineOfNumbers() throws IOException {
    try (StubService service = new StubService()) {
      Run run = Run.lethe(Map.of("LETHE_TOKEN", "a token"), "blocking", "--url", service.url());

      assertThat(run.exit()).isZero();
      assertThat(run.out().lines().skip(1).findFirst().orElse("").split("\\s+"))
          .containsExactly("email", "1,200", "4,711", "3", "250", "900", "12");
      assertThat(run.out()).contains("among 20,000 profiles, 31,415 pairs in all");
    }
  }
}
