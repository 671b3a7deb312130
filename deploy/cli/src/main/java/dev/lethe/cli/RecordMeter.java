package dev.lethe.cli;

import dev.lethe.cli.pprl.EncodeJob;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Says about once a second how many records are done, and how fast. */
final class RecordMeter implements EncodeJob.Progress {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final InstantSource clock;
  private final boolean redraw;
  private final String what;
  private final Instant begun;
  private Instant told;

  RecordMeter(PrintWriter out, InstantSource clock, boolean redraw, String what) {
    this.out = out;
    this.clock = clock;
    this.redraw = redraw;
    this.what = what;
    this.begun = clock.instant();
    this.told = begun;
  }

  @Override
  public void at(long done, long total) {
    Instant now = clock.instant();
    if (done < total && Duration.between(told, now).compareTo(PAUSE) < 0) {
      return;
    }
    told = now;
    double seconds = Math.max(.001, Duration.between(begun, now).toMillis() / 1000.0);
    String line =
        String.format(
            Locale.ROOT, "%s %,d of %,d records, %,.0f/s", what, done, total, done / seconds);
    out.print(redraw ? "\r" + line + (done < total ? " " : "\n") : line + "\n");
    out.flush();
  }
}
