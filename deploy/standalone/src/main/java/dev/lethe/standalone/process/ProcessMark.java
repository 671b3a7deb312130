package dev.lethe.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process by id and start instant, so that a later launcher finds exactly this process again and
 * never another one that was given the same id.
 */
public record ProcessMark(long pid, Instant startedAt) {

  public static ProcessMark of(ProcessHandle process) {
    return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  public static Optional<ProcessMark> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() < 2
          ? Optional.empty()
          : Optional.of(new ProcessMark(Long.parseLong(lines.get(0)), Instant.parse(lines.get(1))));
    } catch (IOException | NumberFormatException | DateTimeException e) {
      // A mark that cannot be read marks nothing: the port check still catches what it meant.
      return Optional.empty();
    }
  }

  public void write(Path file) throws IOException {
    Files.writeString(file, pid + "\n" + startedAt + "\n");
  }

  /** The process, if it still lives. */
  public Optional<ProcessHandle> living() {
    return ProcessHandle.of(pid)
        .filter(Termination::isRunning)
        .filter(p -> p.info().startInstant().map(startedAt::equals).orElse(false));
  }
}
