package dev.lethe.bench.tokens.http;

import dev.lethe.bench.story.Report;
import dev.lethe.cli.api.ApiConnection;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Far more calls at once than one caller may have in work: what is refused must be refused fast,
 * and what the service holds in memory must not grow with the calls.
 */
final class Overload {
  private static final int CONNECTIONS = 64;
  private static final int TOO_MANY = 429;
  private static final int OVERLOADED = 503;
  private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final LetheApi api;
  private final List<Calls.Call> calls;

  Overload(LetheApi api, List<Calls.Call> calls) {
    this.api = api;
    this.calls = calls;
  }

  /** What one connection has seen. */
  private record Seen(int served, List<Long> refusals) {}

  void run(int seconds, Report report) throws ApiException, IOException, InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    double heap = 0;
    List<Future<Seen>> all = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(pool.submit(sender(i, until)));
      }
      while (System.nanoTime() < until) {
        heap = Math.max(heap, heapBytes());
        Thread.sleep(PAUSE);
      }
    }
    put(report, all, heap);
  }

  private static void put(Report report, List<Future<Seen>> all, double heap)
      throws IOException, InterruptedException {
    int served = 0;
    List<Long> refusals = new ArrayList<>();
    for (Future<Seen> one : all) {
      Seen seen = finished(one);
      served += seen.served();
      refusals.addAll(seen.refusals());
    }
    long[] sorted = refusals.stream().mapToLong(Long::longValue).sorted().toArray();
    report.put("http.overload.connections", CONNECTIONS);
    report.put("http.overload.served", served);
    report.put("http.overload.refused", sorted.length);
    report.put("http.overload.heap_peak_mb", heap / (1 << 20));
    if (sorted.length > 0) {
      report.put("http.overload.refused_p50_ms", sorted[sorted.length / 2] / 1e6);
      int last = (int) Math.min(sorted.length - 1L, sorted.length * 99L / 100);
      report.put("http.overload.refused_p99_ms", sorted[last] / 1e6);
    }
    report.promise(served > 0 && sorted.length > 0, "overload: nothing was served, or refused");
  }

  private Callable<Seen> sender(int first, long until) {
    return () -> {
      int served = 0;
      List<Long> refusals = new ArrayList<>();
      try (ApiConnection connection = api.connect()) {
        for (int i = first; System.nanoTime() < until; i++) {
          Calls.Call call = calls.get(i % calls.size());
          long sent = System.nanoTime();
          try {
            connection.post(call.path(), call.mediaType(), call.body());
            served++;
          } catch (ApiException e) {
            if (e.status() != TOO_MANY && e.status() != OVERLOADED) {
              throw e;
            }
            refusals.add(System.nanoTime() - sent);
            Thread.sleep(PAUSE);
          }
        }
      }
      return new Seen(served, refusals);
    };
  }

  private double heapBytes() throws ApiException {
    return Arrays.stream(api.text("/q/metrics").split("\n"))
        .filter(line -> line.startsWith(HEAP))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static Seen finished(Future<Seen> one) throws IOException, InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new IOException("A call failed: " + e.getCause(), e);
    }
  }
}
