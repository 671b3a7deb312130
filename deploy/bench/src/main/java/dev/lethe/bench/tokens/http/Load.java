package dev.lethe.bench.tokens.http;

import dev.lethe.cli.api.ApiConnection;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends calls over some connections at once, each as fast as it is answered. */
final class Load {
  private final LetheApi api;
  private final List<Calls.Call> calls;
  private final int connections;

  Load(LetheApi api, List<Calls.Call> calls, int connections) {
    this.api = api;
    this.calls = calls;
    this.connections = connections;
  }

  /** How long each call took, shortest first, and how many went through. */
  record Outcome(long[] nanos, double callsPerSecond) {
    double millis(double share) {
      return nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * share))] / 1e6;
    }
  }

  Outcome run(int seconds) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long until = begun + Duration.ofSeconds(seconds).toNanos();
    List<long[]> parts = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(connections)) {
      List<Future<long[]>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(pool.submit(sender(i, until)));
      }
      for (Future<long[]> one : all) {
        parts.add(finished(one));
      }
    }
    double took = (System.nanoTime() - begun) / 1e9;
    long[] nanos = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Outcome(nanos, nanos.length / took);
  }

  private Callable<long[]> sender(int first, long until) {
    return () -> {
      var took = new ArrayList<Long>();
      try (ApiConnection connection = api.connect()) {
        for (int i = first; System.nanoTime() < until; i++) {
          Calls.Call call = calls.get(i % calls.size());
          long sent = System.nanoTime();
          connection.post(call.path(), call.mediaType(), call.body());
          took.add(System.nanoTime() - sent);
        }
      }
      return took.stream().mapToLong(Long::longValue).toArray();
    };
  }

  private static long[] finished(Future<long[]> one) throws IOException, InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new IOException("A call failed: " + e.getCause(), e);
    }
  }
}
