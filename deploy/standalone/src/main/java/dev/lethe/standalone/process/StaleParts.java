package dev.lethe.standalone.process;

import dev.lethe.standalone.home.Home;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stops what an earlier launcher left running because it was killed. */
public final class StaleParts {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration CLOCK_GRAIN = Duration.ofSeconds(3);

  private StaleParts() {}

  /** Returns the names of the parts that were still running. */
  public static List<String> stop(Home home) throws IOException {
    var stopped = new ArrayList<String>();
    try (DirectoryStream<Path> marks = Files.newDirectoryStream(home.run(), "*.pid")) {
      for (Path mark : marks) {
        String part = mark.getFileName().toString().replace(".pid", "");
        Optional<ProcessHandle> process = ProcessMark.read(mark).flatMap(ProcessMark::living);
        if (process.isPresent() && !part.equals("launcher")) {
          Termination.end(process.get(), PATIENCE);
          stopped.add(part);
        }
        Files.deleteIfExists(mark);
      }
    }
    Optional<ProcessHandle> postmaster = postmaster(home.postgres().resolve("postmaster.pid"));
    if (postmaster.isPresent()) {
      Termination.interrupt(postmaster.get(), PATIENCE);
      stopped.add("postgres");
    }
    return stopped;
  }

  // PostgreSQL keeps its own mark: process id in the first line, start in epoch seconds in the
  // third.
  private static Optional<ProcessHandle> postmaster(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 3) {
      return Optional.empty();
    }
    Instant startedAt = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(p -> p.info().startInstant().map(at -> near(at, startedAt)).orElse(false));
  }

  private static boolean near(Instant a, Instant b) {
    return Duration.between(a, b).abs().compareTo(CLOCK_GRAIN) <= 0;
  }
}
