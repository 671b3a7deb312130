package dev.lethe.bench.tokens.http;

import dev.lethe.bench.story.Report;
import dev.lethe.bench.tokens.http.Calls.Call;
import dev.lethe.cli.api.ApiConnection;
import dev.lethe.cli.api.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Columns of tokens that keep a form (suite 3: phone numbers), of stored ones (suite 4: postcodes),
 * and of people named by source and key in their profiles' place.
 */
final class OtherCalls {
  /** Every kind's values are known to the service once the warm-up is over. */
  private static final int CALLS = 64;

  private static final String FORMED =
      "\"field\":\"%s\",\"suite\":%d,\"alphabet\":\"digits\",\"%s\":%s";

  private final SplittableRandom random;
  private final List<String> profiles;
  private final int batch;
  private final Map<String, List<Call>> calls = new LinkedHashMap<>();

  /**
   * @param profiles in the order of their keys in the source, which are numbers from 0
   */
  OtherCalls(SplittableRandom random, List<String> profiles, int batch) {
    this.random = random;
    this.profiles = profiles;
    this.batch = batch;
    for (int i = 0; i < CALLS; i++) {
      add("form", formed("phone", 3, "+49 170 %07d", 10_000_000));
      add("stored", formed("postcode", 4, "%05d", 100_000));
      add("named", named());
    }
  }

  /** By the name of their figures. */
  Map<String, List<Call>> byName() {
    return calls;
  }

  private void add(String name, Call call) {
    calls.computeIfAbsent(name, n -> new ArrayList<>()).add(call);
  }

  private Call formed(String field, int suite, String pattern, int bound) {
    List<String> values = new ArrayList<>(batch);
    List<String> owners = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      values.add(pattern.formatted(random.nextInt(bound)));
      owners.add(profiles.get(random.nextInt(profiles.size())));
    }
    return columns(FORMED.formatted(field, suite, "profile", array(owners)), values);
  }

  private Call named() {
    List<String> values = new ArrayList<>(batch);
    List<String> keys = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      values.add("somebody-%06d@example.org".formatted(random.nextInt(1_000_000)));
      keys.add(String.valueOf(random.nextInt(profiles.size())));
    }
    return columns(
        "\"field\":\"email\",\"suite\":1,\"source\":\"bench\",\"source_key\":" + array(keys),
        values);
  }

  private static Call columns(String columns, List<String> values) {
    return Call.ofJson(Calls.TOKENS, "{%s,\"value\":%s}".formatted(columns, array(values)), values);
  }

  /** Sends each call of stored tokens for the first time, and says how fast, one by one. */
  void sendStoredFirst(ApiConnection connection, Report report) throws ApiException, IOException {
    long begun = System.nanoTime();
    for (Call call : calls.getOrDefault("stored", List.of())) {
      connection.post(call.path(), call.body());
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    report.put("http.stored.new_values_per_s", CALLS * batch / seconds);
  }

  /** Tokens that do not name their key must come back as their values too. */
  void check(ApiConnection pipeline, ApiConnection officer, Report report)
      throws ApiException, IOException {
    check("phone", 3, "form", pipeline, officer, report);
    check("postcode", 4, "stored", pipeline, officer, report);
  }

  private void check(
      String field,
      int suite,
      String name,
      ApiConnection pipeline,
      ApiConnection officer,
      Report report)
      throws ApiException, IOException {
    Call call = calls.getOrDefault(name, List.of()).getFirst();
    byte[] made = pipeline.post(call.path(), call.body());
    String keys = array(Answers.texts(Calls.JSON, made, "key"));
    String tokens = array(Answers.texts(Calls.JSON, made, "token"));
    String body =
        "{\"purpose\":\"%s\",\"reason\":\"throughput\",%s,\"token\":%s}"
            .formatted(BenchPolicy.PURPOSE, FORMED.formatted(field, suite, "key", keys), tokens);
    Call back = Call.ofJson(Calls.TOKENS + "/reveal", body, call.values());
    List<String> values =
        Answers.texts(Calls.JSON, officer.post(back.path(), back.body()), "value");
    report.promise(values.equals(call.values()), name + ": values came back differently");
  }

  private static String array(List<String> texts) {
    return texts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }
}
