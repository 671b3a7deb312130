package dev.lethe.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Ends processes: politely first, by force when patience runs out, children included. */
public final class Termination {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Termination() {}

  static void end(ProcessHandle process, Duration patience) {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    if (!endsWithin(process, patience)) {
      process.destroyForcibly();
      endsWithin(process, Duration.ofSeconds(5));
    }
    family.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
  }

  // PostgreSQL waits for its clients on SIGTERM; SIGINT rolls them back and stops at once.
  static void interrupt(ProcessHandle process, Duration patience) throws IOException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    if (!endsWithin(process, patience)) {
      end(process, Duration.ofSeconds(2));
    }
  }

  public static boolean endsWithin(ProcessHandle process, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (isRunning(process)) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        Thread.sleep(PAUSE);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  // In a container whose first process reaps nobody, an ended orphan stays in the process table.
  static boolean isRunning(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return process.isAlive();
    }
  }
}
