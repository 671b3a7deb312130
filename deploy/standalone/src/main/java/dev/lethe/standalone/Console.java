package dev.lethe.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What the person at the terminal sees: one line per part, and a sign of life while waiting. */
final class Console {
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final PrintStream out;
  private final boolean live;
  private final long begun = System.nanoTime();
  private final Set<String> waiting = new LinkedHashSet<>();

  /**
   * @param live whether the last line may be rewritten, as on a terminal
   */
  Console(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  synchronized void say(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  synchronized void waitFor(String part) {
    waiting.add(part);
  }

  synchronized void line(String part, String state, Duration took, String detail) {
    waiting.remove(part);
    say(String.format(Locale.ROOT, "  %-11s %-8s %6.1f s  %s", part, state, seconds(took), detail));
  }

  synchronized void quiet() {
    waiting.clear();
    clear();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** Tells now and then what is still being waited for, until the program ends. */
  void keepAlive() {
    Thread.ofPlatform().daemon().name("progress").start(this::tick);
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(live ? Duration.ofMillis(500) : QUIET);
        showWaiting();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void showWaiting() {
    if (waiting.isEmpty()) {
      return;
    }
    String line = "  … %d s, waiting for %s".formatted(elapsed().toSeconds(), names(waiting));
    if (live) {
      out.print("\r\u001b[2K" + line);
      out.flush();
    } else {
      out.println(line);
    }
  }

  private static String names(Collection<String> parts) {
    return String.join(", ", parts);
  }

  private void clear() {
    if (live) {
      out.print("\r\u001b[2K");
    }
  }
}
