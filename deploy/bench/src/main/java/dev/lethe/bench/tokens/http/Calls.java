package dev.lethe.bench.tokens.http;

import dev.lethe.cryptovault.arrow.ArrowWriter;
import dev.lethe.cryptovault.arrow.TextBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Bodies of calls, made before anything is timed. */
final class Calls {
  static final String TOKENS = "/api/v1/tokens";
  static final String JSON = "application/json";
  static final String ARROW = "application/vnd.apache.arrow.stream";
  private static final String REVEAL = "/api/v1/tokens/reveal";
  private static final String FIELD = "email";
  private static final int VALUE_BYTES = 24;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.-@";

  private Calls() {}

  /**
   * One call.
   *
   * @param values what was sent, or is to come back
   */
  record Call(String path, String mediaType, byte[] body, List<String> values) {
    static Call ofJson(String path, String body, List<String> values) {
      return new Call(path, JSON, body.getBytes(StandardCharsets.UTF_8), values);
    }
  }

  static Call items(SplittableRandom random, List<String> profiles, int count) {
    List<String> values = values(random, count);
    String body =
        values.stream()
            .map(value ->
                "{\"profile\":\"%s\",\"field\":\"%s\",\"suite\":1,\"value\":\"%s\"}"
                    .formatted(any(random, profiles), FIELD, value))
            .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    return Call.ofJson(TOKENS, body, values);
  }

  static Call columns(SplittableRandom random, List<String> profiles, int count) {
    List<String> values = values(random, count);
    List<String> owners = values.stream().map(value -> any(random, profiles)).toList();
    String body =
        "{\"field\":\"%s\",\"suite\":1,\"profile\":%s,\"value\":%s}"
            .formatted(FIELD, array(owners), array(values));
    return Call.ofJson(TOKENS, body, values);
  }

  static Call arrow(SplittableRandom random, List<String> profiles, int count) throws IOException {
    List<String> values = values(random, count);
    var owner = new TextBuilder(count, 2 * VALUE_BYTES);
    var value = new TextBuilder(count, VALUE_BYTES);
    for (String one : values) {
      owner.add(any(random, profiles));
      value.add(one);
    }
    var body = new ByteArrayOutputStream();
    Map<String, String> forAll = Map.of("lethe.field", FIELD, "lethe.suite", "1");
    try (var writer = new ArrowWriter(body, List.of("profile", "value"), forAll)) {
      writer.write(owner, value);
      writer.end();
    }
    return new Call(TOKENS, ARROW, body.toByteArray(), values);
  }

  /** Asks for the values of another call's tokens. */
  static Call reveal(Call sealed, List<String> tokens) {
    String body =
        "{\"purpose\":\"%s\",\"reason\":\"throughput\",\"field\":\"%s\",\"token\":%s}"
            .formatted(BenchPolicy.PURPOSE, FIELD, array(tokens));
    return Call.ofJson(REVEAL, body, sealed.values());
  }

  private static List<String> values(SplittableRandom random, int count) {
    List<String> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      var value = new StringBuilder(VALUE_BYTES);
      for (int k = 0; k < VALUE_BYTES; k++) {
        value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      values.add(value.toString());
    }
    return values;
  }

  private static String any(SplittableRandom random, List<String> profiles) {
    return profiles.get(random.nextInt(profiles.size()));
  }

  private static String array(List<String> texts) {
    return texts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }
}
