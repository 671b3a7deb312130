package dev.lethe.bench.identity;

import dev.lethe.bench.retailer.Account;
import dev.lethe.bench.story.Report;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Adds profiles one by one at a fixed rate, however long each takes. Each is timed from the moment
 * it was due, so that a stall counts for every add that it delays.
 */
final class AddArrivals {
  private static final int SECONDS_A_LINE = 5;

  private final LetheApi pipeline;
  private final int rate;
  private final Consumer<String> progress;

  AddArrivals(LetheApi pipeline, int rate, Consumer<String> progress) {
    this.pipeline = pipeline;
    this.rate = rate;
    this.progress = progress;
  }

  /** How long each add took, shortest first, and the adds a second that were reached. */
  record Latencies(long[] nanos, double reached) {

    static Latencies of(long[] nanos, double reached) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return new Latencies(sorted, reached);
    }

    double millis(double share) {
      return nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * share))] / 1e6;
    }

    void report(Report report) {
      report.put("add.rate_per_s", reached);
      report.put("add.p50_ms", millis(0.5));
      report.put("add.p99_ms", millis(0.99));
      report.put("add.max_ms", millis(1));
    }
  }

  Latencies add(List<Account> accounts) throws IOException, InterruptedException {
    long[] nanos = new long[accounts.size()];
    long gap = 1_000_000_000L / rate;
    long begun = System.nanoTime();
    List<Future<?>> sent = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < accounts.size(); i++) {
        long due = begun + i * gap;
        LockSupport.parkNanos(due - System.nanoTime());
        int at = i;
        sent.add(
            pool.submit(() -> {
              Lines.send(pipeline, accounts.subList(at, at + 1));
              nanos[at] = System.nanoTime() - due;
              return at;
            }));
      }
      for (Future<?> one : sent) {
        AddStreams.finished(one);
      }
    }
    double reached = accounts.size() / ((System.nanoTime() - begun) / 1e9);
    tell(nanos);
    return Latencies.of(nanos, reached);
  }

  /** Says how it went over time, which one figure for all of it hides. */
  private void tell(long[] nanos) {
    int step = rate * SECONDS_A_LINE;
    for (int from = 0; from < nanos.length; from += step) {
      Latencies some =
          Latencies.of(Arrays.copyOfRange(nanos, from, Math.min(nanos.length, from + step)), rate);
      progress.accept(
          "second %,3d: p50 %,.1f ms, p99 %,.1f ms, longest %,.0f ms"
              .formatted(from / rate, some.millis(0.5), some.millis(0.99), some.millis(1)));
    }
  }
}
