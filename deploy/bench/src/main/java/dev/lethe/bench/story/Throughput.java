package dev.lethe.bench.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.bench.retailer.Account;
import dev.lethe.bench.retailer.Events;
import dev.lethe.bench.retailer.Retailer;
import dev.lethe.bench.stack.Standalone;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How much a pipeline gets through one connection, one call after the other. Client, service and
 * databases share the machine, so these are figures for comparing versions, not for planning.
 */
public final class Throughput {
  private static final long SEED = 99;
  private static final int PEOPLE = 1_000;
  private static final int PROFILES_A_CALL = 250;
  private static final int EVENTS_A_CALL = 5_000;
  private static final int EVENT_CALLS = 12;
  private static final int TOKENS_A_CALL = 1_000;
  private static final int TOKEN_CALLS = 30;

  private final LetheApi pipeline;
  private final Shop shop;
  private final Retailer retailer = Retailer.of(SEED, PEOPLE);
  private final Steps steps;
  private final InstantSource clock;
  private final Report report = new Report();

  /** Measures this stack. */
  public Throughput(Standalone stack, PrintStream out, InstantSource clock) {
    this.clock = clock;
    this.steps = new Steps(out, clock);
    this.pipeline = stack.pipeline();
    this.shop = new Shop(stack, retailer, steps);
  }

  /** Something that is called again and again. */
  private interface Call {
    void make() throws ApiException, IOException;
  }

  /** Runs every measurement. */
  public Report run() throws ApiException, IOException {
    shop.declare();
    List<String> profiles = ingest();
    pseudonymize();
    tokens(profiles);
    return report;
  }

  private List<String> ingest() throws ApiException, IOException {
    List<String> profiles = new ArrayList<>();
    List<Account> accounts = retailer.accounts();
    List<Duration> calls = new ArrayList<>();
    for (int from = 0; from + PROFILES_A_CALL <= accounts.size(); from += PROFILES_A_CALL) {
      List<Map<String, Object>> batch =
          accounts.subList(from, from + PROFILES_A_CALL).stream().map(Account::profile).toList();
      calls.add(
          timed(() -> {
            JsonNode answer = pipeline.post("/api/v1/profiles", batch);
            answer.path("items").forEach(item -> profiles.add(item.path("profile").asText()));
          }));
    }
    figures("profiles", PROFILES_A_CALL, calls);
    return profiles;
  }

  private void pseudonymize() throws ApiException, IOException {
    Events events = retailer.events(clock.instant());
    List<Duration> calls = new ArrayList<>();
    for (int i = 0; i < EVENT_CALLS; i++) {
      List<Map<String, Object>> batch = events.next(EVENTS_A_CALL);
      calls.add(timed(() -> Shop.pseudonymised(pipeline, batch)));
    }
    figures("events", EVENTS_A_CALL, calls.subList(2, calls.size()));
  }

  private void tokens(List<String> profiles) throws ApiException, IOException {
    List<String> owners = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < TOKENS_A_CALL; i++) {
      owners.add(profiles.get(i % profiles.size()));
      values.add("value-" + i);
    }
    Map<String, Object> columns =
        Map.of("field", "session_id", "suite", 2, "profile", owners, "value", values);
    List<Duration> calls = new ArrayList<>();
    for (int i = 0; i < TOKEN_CALLS; i++) {
      calls.add(timed(() -> pipeline.post("/api/v1/tokens", columns)));
    }
    figures("tokens", TOKENS_A_CALL, calls.subList(3, calls.size()));
  }

  private Duration timed(Call call) throws ApiException, IOException {
    Instant begun = clock.instant();
    call.make();
    return Duration.between(begun, clock.instant());
  }

  private void figures(String what, int perCall, List<Duration> calls) {
    List<Duration> sorted = new ArrayList<>(calls);
    Collections.sort(sorted);
    long total = Math.max(1, calls.stream().mapToLong(Duration::toMillis).sum());
    report.put(what + "_per_second", calls.size() * perCall * 1000L / total);
    report.put(what + "_call_p50_ms", sorted.get(sorted.size() / 2).toMillis());
    report.put(what + "_call_max_ms", sorted.getLast().toMillis());
    report.put(what + "_per_call", perCall);
    steps.say("%s: %,d a second".formatted(what, calls.size() * perCall * 1000L / total));
  }
}
