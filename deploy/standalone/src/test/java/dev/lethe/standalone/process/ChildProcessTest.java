package dev.lethe.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.LaunchException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void openHome() {
    home = Home.open(folder.resolve("home"));
  }

  @Test
  void aChildThatEndsEarlyIsToldWithTheEndOfItsLog() throws IOException {
    ChildProcess child = start("echo the disk is full; exit 3");

    assertThatThrownBy(() -> Probe.await(child, Duration.ofSeconds(20), () -> false))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("(exit code 3)")
        .hasMessageContaining("the disk is full");
  }

  @Test
  void aChildThatNeverAnswersIsGivenUp() throws IOException {
    ChildProcess child = start("exec sleep 60");
    try {
      assertThatThrownBy(() -> Probe.await(child, Duration.ofMillis(200), () -> false))
          .hasMessageContaining("was not ready");
    } finally {
      child.stop(Duration.ofSeconds(5));
    }
  }

  @Test
  void stoppingTakesTheChildrenOfTheChildAlong() throws IOException, InterruptedException {
    ChildProcess child = start("sleep 61 & sleep 62 & wait");
    ProcessHandle process =
        ProcessMark.read(home.pidFile("part")).orElseThrow().living().orElseThrow();
    while (process.children().count() < 2) {
      Thread.sleep(Duration.ofMillis(20));
    }
    List<ProcessHandle> grandchildren = process.children().toList();

    child.stop(Duration.ofSeconds(5));

    assertThat(child.isAlive()).isFalse();
    assertThat(grandchildren)
        .hasSize(2)
        .allMatch(p -> Termination.endsWithin(p, Duration.ofSeconds(5)));
    assertThat(home.pidFile("part")).doesNotExist();
  }

  private ChildProcess start(String script) throws IOException {
    return ChildProcess.start("part", List.of("sh", "-c", script), Map.of(), folder, home);
  }
}
