package dev.lethe.bench.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.bench.retailer.Account;
import dev.lethe.bench.retailer.Retailer;
import dev.lethe.bench.story.Report;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast profiles are added: in streams, as many as go through; then one by one at a fixed rate,
 * each timed from the moment it was due, so that a stall counts for every add that it delays.
 */
final class AddBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 2026;
  private static final double ACCOUNTS_A_PERSON = 2.2;
  private static final int LINES_A_CALL = 2_000;

  private final LetheApi pipeline;
  private final Size size;
  private final PrintStream out;
  private final Report report = new Report();

  AddBench(LetheApi pipeline, Size size, PrintStream out) {
    this.pipeline = pipeline;
    this.size = size;
    this.out = out;
  }

  /** How much to load, then how many adds a second for how long, over how many connections. */
  record Size(int profiles, int rate, int seconds, int connections) {
    int adds() {
      return rate * seconds;
    }
  }

  Report run() throws ApiException, IOException, InterruptedException {
    List<Account> accounts = accounts();
    for (String source : List.of("pos", "web", "app", "anonymous")) {
      pipeline.put("/api/v1/sources/" + source, Map.of("kind", "other", "duplicate_free", false));
    }
    load(accounts.subList(0, size.profiles()));
    JsonNode settle = pipeline.get("/api/v1/identity/settle");
    say("settling: " + settle.path("state").asText());
    add(accounts.subList(size.profiles(), size.profiles() + size.adds()));
    return report;
  }

  private List<Account> accounts() {
    int wanted = size.profiles() + size.adds();
    int people = (int) (wanted / ACCOUNTS_A_PERSON);
    List<Account> accounts = Retailer.of(SEED, people).accounts();
    while (accounts.size() < wanted) {
      people += people / 10 + 1;
      accounts = Retailer.of(SEED, people).accounts();
    }
    say("%,d accounts of %,d people".formatted(accounts.size(), people));
    return accounts;
  }

  /** The figure is that of the last tenth, when nearly everything is stored. */
  private void load(List<Account> accounts) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicLong nearlyAt = new AtomicLong();
    int nearly = accounts.size() * 9 / 10;
    long begun = System.nanoTime();
    together(() -> {
      int from = next.getAndAdd(LINES_A_CALL);
      while (from < accounts.size()) {
        List<Account> some = accounts.subList(from, Math.min(from + LINES_A_CALL, accounts.size()));
        taken(pipeline.postLines("/api/v1/profiles", lines(some)), some.size());
        int total = done.addAndGet(some.size());
        if (total >= nearly) {
          nearlyAt.compareAndSet(0, System.nanoTime());
        }
        if (total % 20_000 < LINES_A_CALL) {
          say("%,d stored, %,.0f a second".formatted(total, total / seconds(begun)));
        }
        from = next.getAndAdd(LINES_A_CALL);
      }
      return done;
    });
    report.put("add.stored", accounts.size());
    report.put("add.load_seconds", seconds(begun));
    report.put("add.profiles_per_s", (accounts.size() - nearly) / seconds(nearlyAt.get()));
  }

  private void together(Callable<?> work) throws IOException, InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(size.connections())) {
      List<Callable<Object>> all = new ArrayList<>();
      for (int i = 0; i < size.connections(); i++) {
        all.add(work::call);
      }
      for (Future<Object> one : pool.invokeAll(all)) {
        finished(one);
      }
    }
  }

  private static void finished(Future<?> one) throws IOException, InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      throw new IOException("An add failed.", e);
    }
  }

  private static void taken(List<JsonNode> answers, int sent) throws IOException {
    JsonNode summary = answers.isEmpty() ? JSON.nullNode() : answers.getLast().path("summary");
    int took = summary.path("created").asInt() + summary.path("unchanged").asInt();
    if (took != sent) {
      throw new IOException("Only " + took + " of " + sent + " profiles were taken.");
    }
  }

  private void add(List<Account> accounts) throws IOException, InterruptedException {
    long[] nanos = new long[accounts.size()];
    long gap = 1_000_000_000L / size.rate();
    long begun = System.nanoTime();
    List<Future<?>> sent = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < accounts.size(); i++) {
        long due = begun + i * gap;
        LockSupport.parkNanos(due - System.nanoTime());
        int at = i;
        sent.add(
            pool.submit(() -> {
              taken(pipeline.postLines("/api/v1/profiles", lines(List.of(accounts.get(at)))), 1);
              nanos[at] = System.nanoTime() - due;
              return at;
            }));
      }
      for (Future<?> one : sent) {
        finished(one);
      }
    }
    java.util.Arrays.sort(nanos);
    report.put("add.rate_per_s", accounts.size() / seconds(begun));
    report.put("add.p50_ms", nanos[nanos.length / 2] / 1e6);
    report.put("add.p99_ms", nanos[nanos.length * 99 / 100] / 1e6);
    report.put("add.max_ms", nanos[nanos.length - 1] / 1e6);
  }

  private static String lines(List<Account> accounts) {
    StringBuilder lines = new StringBuilder();
    try {
      for (Account account : accounts) {
        lines.append(JSON.writeValueAsString(account.profile())).append('\n');
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a made-up account cannot be written", e);
    }
    return lines.toString();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void say(String words) {
    out.println(String.format(Locale.ROOT, "  %s", words));
    out.flush();
  }
}
