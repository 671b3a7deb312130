package dev.lethe.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.standalone.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalePartsTest {
  @TempDir private Path folder;
  private Home home;
  private Process left;

  @BeforeEach
  void leaveAProcess() throws IOException {
    home = Home.open(folder.resolve("home"));
    left = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void endIt() {
    left.destroyForcibly();
  }

  @Test
  void whatAKilledRunLeftIsStopped() throws IOException, InterruptedException {
    ProcessMark.of(left.toHandle()).write(home.pidFile("redis"));

    assertThat(StaleParts.stop(home)).containsExactly("redis");
    assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(home.pidFile("redis")).doesNotExist();
  }

  @Test
  void aStrangerWithAReusedIdIsLeftAlone() throws IOException {
    ProcessMark mark = ProcessMark.of(left.toHandle());
    new ProcessMark(mark.pid(), mark.startedAt().minus(Duration.ofDays(1)))
        .write(home.pidFile("redis"));

    assertThat(StaleParts.stop(home)).isEmpty();
    assertThat(left.isAlive()).isTrue();
  }

  @Test
  void aForsakenDatabaseServerIsInterruptedByItsOwnMark() throws IOException, InterruptedException {
    Files.createDirectories(home.postgres());
    Files.writeString(home.secrets(), "");
    long startedAt = left.info().startInstant().orElseThrow().getEpochSecond();
    Files.writeString(
        home.postgres().resolve("postmaster.pid"),
        "%d\n%s\n%d\n".formatted(left.pid(), home.postgres(), startedAt));

    assertThat(StaleParts.stop(home)).containsExactly("postgres");
    assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }
}
