package dev.lethe.bench.tokens.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.SplittableRandom;

/**
 * Values of 24 bytes of profiles drawn at random, so that hardly two of a call share a key: as
 * items and as columns, sealed and revealed. The first call of each kind is checked value for
 * value.
 */
final class HttpTokens {
  private static final long SEED = 2026;
  private static final int CALLS_MADE = 64;
  private static final int LINES_A_CALL = 2_000;
  private static final int SAID_EVERY = 100_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LetheApi pipeline;
  private final LetheApi officer;
  private final LetheApi approver;
  private final Size size;
  private final PrintStream out;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Report report = new Report();

  HttpTokens(Standalone stack, Size size, PrintStream out) {
    this.pipeline = stack.pipeline();
    this.officer = stack.person("officer");
    this.approver = stack.person("approver");
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
    for (int i = 0; i < CALLS_MADE; i++) {
      items.add(Calls.items(random, profiles, size.batch()));
      columns.add(Calls.columns(random, profiles, size.batch()));
    }
    try (var _ = BenchPolicy.putInForce(approver)) {
      measure(items, columns);
    }
    return report;
  }

  private void measure(List<Calls.Call> items, List<Calls.Call> columns)
      throws ApiException, IOException, InterruptedException {
    List<Calls.Call> reveals = new ArrayList<>();
    try (ApiConnection connection = pipeline.connect()) {
      for (Calls.Call call : columns) {
        reveals.add(
            Calls.reveal(call, tokens(connection.post(Calls.TOKENS, call.body()), "token")));
      }
      check("items", items.getFirst(), connection);
      check("columns", columns.getFirst(), connection);
    }
    measure("http.items", pipeline, items);
    measure("http.columns", pipeline, columns);
    report.put("http.p99_ms", report.number("http.columns.p99_ms").orElseThrow());
    measure("http.reveal", officer, reveals);
  }

  private void measure(String name, LetheApi api, List<Calls.Call> calls)
      throws IOException, InterruptedException {
    var load = new Load(api, calls, size.connections());
    load.run(size.warmUp());
    Outcome outcome = load.run(size.seconds());
    report.put(name + ".values_per_s", outcome.callsPerSecond() * size.batch());
    report.put(name + ".p50_ms", outcome.millis(0.5));
    report.put(name + ".p99_ms", outcome.millis(0.99));
    say(
        "%s: %,.0f values a second, p99 %.1f ms"
            .formatted(name, outcome.callsPerSecond() * size.batch(), outcome.millis(0.99)));
  }

  /** What was sealed must come back, each in its place. */
  private void check(String name, Calls.Call call, ApiConnection connection)
      throws IOException, ApiException {
    List<String> tokens = tokens(connection.post(call.path(), call.body()), "token");
    Calls.Call back = Calls.reveal(call, tokens);
    try (ApiConnection other = officer.connect()) {
      List<String> values = tokens(other.post(back.path(), back.body()), "value");
      report.promise(values.equals(call.values()), name + ": values came back differently");
    }
  }

  private static List<String> tokens(byte[] answer, String column) throws IOException {
    JsonNode root = JSON.readTree(answer);
    List<String> texts = new ArrayList<>();
    if (root.has("items")) {
      root.path("items").forEach(item -> texts.add(item.path(column).asText()));
    } else {
      root.path(column).forEach(item -> texts.add(item.asText()));
    }
    return texts;
  }

  private List<String> profiles() throws ApiException {
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
    report.put("http.profiles", ids.size());
    return ids;
  }

  private void say(String words) {
    out.println("  " + words);
    out.flush();
  }
}
