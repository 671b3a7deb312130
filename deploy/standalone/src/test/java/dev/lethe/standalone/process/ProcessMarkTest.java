package dev.lethe.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMarkTest {
  @TempDir private Path folder;

  @Test
  void aWrittenMarkFindsItsProcessAgain() throws IOException {
    Path file = folder.resolve("part.pid");
    ProcessMark.of(ProcessHandle.current()).write(file);

    assertThat(ProcessMark.read(file).flatMap(ProcessMark::living))
        .contains(ProcessHandle.current());
  }

  @Test
  void anotherProcessWithTheSameIdIsNotTakenForTheMarkedOne() {
    ProcessMark own = ProcessMark.of(ProcessHandle.current());
    var earlier = new ProcessMark(own.pid(), own.startedAt().minus(Duration.ofHours(1)));

    assertThat(earlier.living()).isEmpty();
  }

  @Test
  void aHalfWrittenMarkMarksNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("part.pid"), "123");

    assertThat(ProcessMark.read(file)).isEmpty();
    assertThat(ProcessMark.read(folder.resolve("missing.pid"))).isEmpty();
  }
}
