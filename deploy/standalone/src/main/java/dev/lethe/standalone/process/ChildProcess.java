package dev.lethe.standalone.process;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.LaunchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One started part: its output goes to its own log, and its mark lets a later launcher stop it. */
public final class ChildProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final int REPORTED_LINES = 12;

  private final String name;
  private final Process process;
  private final Path log;
  private final Path pidFile;

  private ChildProcess(String name, Process process, Path log, Path pidFile) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.pidFile = pidFile;
  }

  public static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path folder, Home home)
      throws IOException {
    Path log = home.log(name);
    if (Files.exists(log)) {
      Files.move(log, home.log(name + ".previous"), StandardCopyOption.REPLACE_EXISTING);
    }
    var builder = new ProcessBuilder(inOwnSession(command));
    builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Process process = builder.start();
    ProcessMark.of(process.toHandle()).write(home.pidFile(name));
    return new ChildProcess(name, process, log, home.pidFile(name));
  }

  // Ctrl-C reaches the whole terminal session at once; a session of its own lets us keep the order.
  private static List<String> inOwnSession(List<String> command) {
    var line = new ArrayList<String>();
    if (Files.isExecutable(SETSID)) {
      line.add(SETSID.toString());
    }
    line.addAll(command);
    return line;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  public CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  public void stop(Duration patience) throws IOException {
    Termination.end(process.toHandle(), patience);
    Files.deleteIfExists(pidFile);
  }

  /** A sentence for a part that ended by itself, with the end of its log. */
  public LaunchException ended() {
    return new LaunchException(
        "%s ended by itself%s. The end of its log %s:\n%s"
            .formatted(
                name,
                isAlive() ? "" : " (exit code " + process.exitValue() + ")",
                log,
                lastLines()));
  }

  /** A sentence for a part that took too long, with the end of its log. */
  LaunchException late(Duration limit) {
    return new LaunchException(
        "%s was not ready within %d s. The end of its log %s:\n%s"
            .formatted(name, limit.toSeconds(), log, lastLines()));
  }

  private String lastLines() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join(
              "\n", lines.subList(Math.max(0, lines.size() - REPORTED_LINES), lines.size()))
          .indent(4);
    } catch (IOException e) {
      return "    (the log cannot be read)";
    }
  }
}
