package dev.lethe.bench.identity;

import dev.lethe.bench.retailer.Account;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Adds profiles in some streams at once, each as fast as it is answered. */
final class AddStreams {
  private static final int LINES_A_CALL = 2_000;
  private static final int SAID_EVERY = 20_000;

  private final LetheApi pipeline;
  private final int connections;
  private final Consumer<String> progress;

  AddStreams(LetheApi pipeline, int connections, Consumer<String> progress) {
    this.pipeline = pipeline;
    this.connections = connections;
    this.progress = progress;
  }

  /** Adds them all; answers the seconds from the first byte sent to the last outcome read. */
  double add(List<Account> accounts) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    long begun = System.nanoTime();
    together(() -> {
      int from = next.getAndAdd(LINES_A_CALL);
      while (from < accounts.size()) {
        List<Account> some = accounts.subList(from, Math.min(from + LINES_A_CALL, accounts.size()));
        Lines.send(pipeline, some);
        int total = done.addAndGet(some.size());
        if (total % SAID_EVERY < LINES_A_CALL) {
          progress.accept("%,d stored, %,.0f a second".formatted(total, total / seconds(begun)));
        }
        from = next.getAndAdd(LINES_A_CALL);
      }
      return done;
    });
    return seconds(begun);
  }

  private void together(Callable<?> work) throws IOException, InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(connections)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(pool.submit(work));
      }
      for (Future<?> one : all) {
        finished(one);
      }
    }
  }

  static void finished(Future<?> one) throws IOException, InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      throw new IOException("An add failed.", e);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
