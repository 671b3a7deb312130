package dev.lethe.cli;

import dev.lethe.cli.load.CsvImport;
import dev.lethe.cli.load.ImportCounts;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line that shows how far an import is, its rate and the time left. The first call says where
 * it begins.
 */
final class ProgressBar implements CsvImport.Progress {
  private static final int WIDTH = 30;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final InstantSource clock;
  private final boolean redraw;
  private final Instant begun;
  private Instant told = Instant.EPOCH;
  private @Nullable ImportCounts first;

  /** Redraws its line on a terminal; writes a line about once a second into a file. */
  ProgressBar(PrintWriter out, InstantSource clock, boolean redraw) {
    this.out = out;
    this.clock = clock;
    this.redraw = redraw;
    this.begun = clock.instant();
  }

  @Override
  public void at(ImportCounts counts, long totalRows) {
    ImportCounts since = first == null ? counts : first;
    first = since;
    Instant now = clock.instant();
    if (counts.rows() < totalRows && now.isBefore(told.plus(PAUSE))) {
      return;
    }
    told = now;
    double seconds = Duration.between(begun, now).toMillis() / 1000.0;
    double rate = seconds <= 0 ? 0 : (counts.rows() - since.rows()) / seconds;
    String line = line(counts, totalRows, rate);
    if (redraw) {
      out.print("\r" + line + " ");
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Ends the line. */
  void close() {
    if (redraw && first != null) {
      out.println();
      out.flush();
    }
  }

  private static String line(ImportCounts counts, long total, double rate) {
    int filled = total == 0 ? WIDTH : (int) (WIDTH * counts.rows() / total);
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    long left = rate <= 0 ? 0 : Math.round((total - counts.rows()) / rate);
    return String.format(
        Locale.ROOT,
        "[%s] %,d of %,d rows, %,.0f rows/s, %d:%02d left, %,d rejected",
        bar,
        counts.rows(),
        total,
        rate,
        left / 60,
        left % 60,
        counts.rejected());
  }
}
