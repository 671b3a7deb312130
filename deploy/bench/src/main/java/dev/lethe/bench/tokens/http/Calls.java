package dev.lethe.bench.tokens.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Bodies of calls, made before anything is timed. */
final class Calls {
  static final String TOKENS = "/api/v1/tokens";
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
  record Call(String path, byte[] body, List<String> values) {}

  static Call items(SplittableRandom random, List<String> profiles, int count) {
    List<String> values = values(random, count);
    String body =
        values.stream()
            .map(value ->
                "{\"profile\":\"%s\",\"field\":\"%s\",\"suite\":1,\"value\":\"%s\"}"
                    .formatted(any(random, profiles), FIELD, value))
            .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    return new Call(TOKENS, bytes(body), values);
  }

  static Call columns(SplittableRandom random, List<String> profiles, int count) {
    List<String> values = values(random, count);
    List<String> owners = values.stream().map(value -> any(random, profiles)).toList();
    String body =
        "{\"field\":\"%s\",\"suite\":1,\"profile\":%s,\"value\":%s}"
            .formatted(FIELD, array(owners), array(values));
    return new Call(TOKENS, bytes(body), values);
  }

  /** Asks for the values of another call's tokens. */
  static Call reveal(Call sealed, List<String> tokens) {
    String body =
        "{\"purpose\":\"%s\",\"reason\":\"throughput\",\"field\":\"%s\",\"token\":%s}"
            .formatted(BenchPolicy.PURPOSE, FIELD, array(tokens));
    return new Call(REVEAL, bytes(body), sealed.values());
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

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
