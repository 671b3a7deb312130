package dev.lethe.standalone;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.Options;
import dev.lethe.standalone.process.ChildProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Gives an empty home its first people and requests, through the public API, so that a newcomer has
 * something to look at. Happens once per home; a failure is told and never stops the stack.
 */
final class Seeding {
  private static final String NAME = "Demo data";
  private static final int NO_SUCH_COMMAND = 2;
  private static final long MINUTES = 5;

  private final Home home;
  private final Options options;
  private final Console console;

  Seeding(Home home, Options options, Console console) {
    this.home = home;
    this.options = options;
    this.console = console;
  }

  void seedOnce() throws IOException, InterruptedException {
    Optional<Path> driver = driver();
    if (!options.seed() || Files.exists(done()) || driver.isEmpty()) {
      return;
    }
    console.waitFor(NAME);
    long begun = System.nanoTime();
    int exit = run(driver.get());
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    switch (exit) {
      case 0 -> {
        Files.createFile(done());
        console.line(NAME, "ready", took, "made-up people and requests of a retailer");
      }
      case NO_SUCH_COMMAND -> console.line(NAME, "absent", took, "this build has no seed command");
      default -> console.line(NAME, "absent", took, "could not be loaded; see " + home.log("seed"));
    }
  }

  private int run(Path driver) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    List<String> command =
        List.of(
            java,
            "-Xmx512m",
            "-jar",
            driver.toString(),
            "seed",
            "--ready-file",
            ReadyFile.within(home).toString());
    ChildProcess child = ChildProcess.start("seed", command, Map.of(), options.project(), home);
    try {
      return child.onExit().get(MINUTES, TimeUnit.MINUTES).exitValue();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return -1;
    } finally {
      child.stop(Duration.ofSeconds(5));
    }
  }

  private Path done() {
    return home.config().resolve("seeded");
  }

  private Optional<Path> driver() throws IOException {
    Path folder = options.project().resolve("deploy/bench/target");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "lethe-bench-*.jar")) {
      for (Path jar : jars) {
        return Optional.of(jar);
      }
      return Optional.empty();
    }
  }
}
