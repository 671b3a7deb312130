package dev.lethe.bench.tokens.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.bench.stack.Settling;
import dev.lethe.bench.stack.Standalone;
import dev.lethe.bench.story.Report;
import dev.lethe.bench.tokens.http.Load.Outcome;
import dev.lethe.cli.api.ApiConnection;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Values of 24 bytes of profiles drawn at random, so that hardly two of a call share a key: as
 * items, as columns and as Arrow tables, sealed and revealed. The first call of each kind is
 * checked value for value.
 */
final class HttpTokens {
  private static final long SEED = 2026;

  /** So many that their profiles are most of a million, not the same few again and again. */
  private static final int CALLS_MADE = 1_000;

  /** The token policy lets nobody reveal more people a day than these are. */
  private static final int CALLS_REVEALED = 64;

  private static final int LARGE_CALLS = 8;
  private static final int VALUES_OF_LARGE_CALLS = 10_000;
  private static final int LINES_A_CALL = 2_000;
  private static final int SAID_EVERY = 100_000;

  private final Standalone plain;
  private final Optional<Standalone> secure;
  private final Size size;
  private final PrintStream out;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Report report = new Report();

  /**
   * @param secure the same service over TLS, where it offers that
   */
  HttpTokens(Standalone plain, Optional<Standalone> secure, Size size, PrintStream out) {
    this.plain = plain;
    this.secure = secure;
    this.size = size;
    this.out = out;
  }

  /**
   * How much to do.
   *
   * @param profiles of whom values are drawn
   * @param warmUp seconds of each kind that are not timed
   * @param seconds of each kind that are timed
   * @param connections calls at once, each on a connection of its own
   * @param batch values a call
   */
  record Size(int profiles, int warmUp, int seconds, int connections, int batch) {}

  Report run() throws ApiException, IOException, InterruptedException {
    List<String> profiles = profiles();
    List<Calls.Call> items = new ArrayList<>();
    List<Calls.Call> columns = new ArrayList<>();
    List<Calls.Call> tables = new ArrayList<>();
    for (int i = 0; i < CALLS_MADE; i++) {
      items.add(Calls.items(random, profiles, size.batch()));
      columns.add(Calls.columns(random, profiles, size.batch()));
      tables.add(Calls.arrow(random, profiles, size.batch()));
    }
    try (var _ = BenchPolicy.putInForce(plain.person("officer"), plain.person("approver"))) {
      measure(items, columns, tables);
      measure(new OtherCalls(random, profiles, size.batch()));
    }
    List<Calls.Call> large = new ArrayList<>();
    for (int i = 0; i < LARGE_CALLS; i++) {
      large.add(Calls.columns(random, profiles, VALUES_OF_LARGE_CALLS));
    }
    new Overload(plain.pipeline(), large).run(size.seconds(), report);
    return report;
  }

  private void measure(List<Calls.Call> items, List<Calls.Call> columns, List<Calls.Call> tables)
      throws ApiException, IOException, InterruptedException {
    List<Calls.Call> reveals = new ArrayList<>();
    try (ApiConnection connection = plain.pipeline().connect()) {
      for (Calls.Call call : columns.subList(0, CALLS_REVEALED)) {
        reveals.add(Calls.reveal(call, tokens(call, connection)));
      }
      check("items", items.getFirst(), connection);
      check("columns", columns.getFirst(), connection);
      check("arrow", tables.getFirst(), connection);
    }
    measure("http", plain, items, columns, tables, reveals);
    report.put("http.p99_ms", report.number("http.columns.p99_ms").orElseThrow());
    if (secure.isPresent()) {
      measure("https", secure.get(), items, columns, tables, reveals);
    }
  }

  private void measure(OtherCalls others) throws ApiException, IOException, InterruptedException {
    try (ApiConnection pipeline = plain.pipeline().connect();
        ApiConnection officer = plain.person("officer").connect()) {
      others.sendStoredFirst(pipeline, report);
      others.check(pipeline, officer, report);
    }
    for (var other : others.byName().entrySet()) {
      measure("http." + other.getKey(), plain.pipeline(), other.getValue());
    }
  }

  private void measure(
      String door,
      Standalone stack,
      List<Calls.Call> items,
      List<Calls.Call> columns,
      List<Calls.Call> tables,
      List<Calls.Call> reveals)
      throws ApiException, IOException, InterruptedException {
    measure(door + ".items", stack.pipeline(), items);
    measure(door + ".columns", stack.pipeline(), columns);
    measure(door + ".arrow", stack.pipeline(), tables);
    measure(door + ".reveal", stack.person("officer"), reveals);
  }

  private void measure(String name, LetheApi api, List<Calls.Call> calls)
      throws ApiException, IOException, InterruptedException {
    var load = new Load(api, calls, size.connections());
    load.run(size.warmUp());
    double before = Allocation.bytes(plain.pipeline());
    Outcome outcome = load.run(size.seconds());
    double allocated = Allocation.bytes(plain.pipeline()) - before;
    double values = (double) outcome.nanos().length * size.batch();
    report.put(name + ".values_per_s", outcome.callsPerSecond() * size.batch());
    report.put(name + ".p50_ms", outcome.millis(0.5));
    report.put(name + ".p99_ms", outcome.millis(0.99));
    report.put(name + ".allocated_bytes_per_value", allocated / values);
    say(
        "%s: %,.0f values a second, p99 %.1f ms, %,.0f bytes allocated for each"
            .formatted(
                name,
                outcome.callsPerSecond() * size.batch(),
                outcome.millis(0.99),
                allocated / values));
  }

  /** What was sealed must come back, each in its place. */
  private void check(String name, Calls.Call call, ApiConnection connection)
      throws IOException, ApiException {
    Calls.Call back = Calls.reveal(call, tokens(call, connection));
    try (ApiConnection other = plain.person("officer").connect()) {
      byte[] answer = other.post(back.path(), back.body());
      List<String> values = Answers.texts(Calls.JSON, answer, "value");
      report.promise(values.equals(call.values()), name + ": values came back differently");
    }
  }

  private static List<String> tokens(Calls.Call call, ApiConnection connection)
      throws IOException, ApiException {
    byte[] answer = connection.post(call.path(), call.mediaType(), call.body());
    return Answers.texts(call.mediaType(), answer, "token");
  }

  private List<String> profiles() throws ApiException {
    LetheApi pipeline = plain.pipeline();
    pipeline.put("/api/v1/sources/bench", Map.of("kind", "other", "duplicate_free", false));
    List<String> ids = new ArrayList<>(size.profiles());
    long begun = System.nanoTime();
    for (int from = 0; from < size.profiles(); from += LINES_A_CALL) {
      var lines = new StringBuilder();
      for (int i = from; i < Math.min(size.profiles(), from + LINES_A_CALL); i++) {
        lines.append(
            "{\"source\":\"bench\",\"source_key\":\"%d\",\"attributes\":{}}%n".formatted(i));
      }
      for (JsonNode answer : pipeline.postLines("/api/v1/profiles", lines.toString())) {
        if (answer.has("profile")) {
          ids.add(answer.path("profile").asText());
        }
      }
      if (ids.size() % SAID_EVERY < LINES_A_CALL) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        say("%,d profiles, %,.0f a second".formatted(ids.size(), ids.size() / seconds));
      }
    }
    say("settled after %,.0f s".formatted(Settling.await(pipeline)));
    report.put("http.profiles", ids.size());
    return ids;
  }

  private void say(String words) {
    out.println("  " + words);
    out.flush();
  }
}
