package dev.lethe.bench.story;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Tells on the terminal what is going on, and how long it takes. */
final class Steps {
  private final PrintStream out;
  private final InstantSource clock;
  private final Instant begun;

  Steps(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
    this.begun = clock.instant();
  }

  void say(String words) {
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), words);
    out.flush();
  }

  double seconds() {
    return Duration.between(begun, clock.instant()).toMillis() / 1000.0;
  }

  Instant now() {
    return clock.instant();
  }
}
