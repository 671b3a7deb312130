package dev.lethe.standalone.process;

import dev.lethe.standalone.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A Java server as a child process, with its start-up cache. */
public final class JavaProgram {
  // Writing the cache happens while the JVM ends, and takes a busy machine a while.
  private static final Duration PATIENCE_RECORDING = Duration.ofSeconds(90);
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final String name;
  private final Home home;
  private final Path folder;
  private final AotCache cache;
  private volatile @Nullable ChildProcess child;
  private volatile boolean cameUp;

  /**
   * @param folder the working directory; a Quarkus program takes config/application.properties
   *     there for its own settings
   */
  public JavaProgram(String name, Home home, Path folder, AotCache cache) {
    this.name = name;
    this.home = home;
    this.folder = folder;
    this.cache = cache;
  }

  public void start(
      List<String> arguments,
      Map<String, String> environment,
      Duration limit,
      BooleanSupplier ready)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(cache.options());
    command.addAll(arguments);
    ChildProcess started = ChildProcess.start(name, command, environment, folder, home);
    child = started;
    Probe.await(started, limit, ready);
    cameUp = true;
  }

  public @Nullable ChildProcess child() {
    return child;
  }

  /** Whether the running JVM will write its cache when it ends. */
  public boolean isRecording() throws IOException {
    return child != null && cameUp && cache.willRecord();
  }

  public void stop() throws IOException {
    ChildProcess running = child;
    if (running != null) {
      child = null;
      running.stop(cache.willRecord() ? PATIENCE_RECORDING : PATIENCE);
      cache.endRecording(cameUp);
    }
  }
}
