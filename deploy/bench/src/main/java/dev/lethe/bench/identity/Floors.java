package dev.lethe.bench.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.bench.stack.Resources;
import dev.lethe.bench.story.Report;
import java.io.IOException;
import java.util.Map;

/**
 * Figures that must not get worse, in {@code identity/floors.json}: each is somewhat below what was
 * reached, so that a breach is a loss and no noise.
 */
record Floors(Map<String, Double> atLeast, Map<String, Double> atMost) {

  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  static Floors read() throws IOException {
    return JSON.readValue(Resources.text("identity/floors.json"), Floors.class);
  }

  /** Holds every figure of this run that has a floor to it; sets that were not run do not count. */
  void hold(Report report) {
    atLeast.forEach((name, floor) ->
        report
            .number(name)
            .ifPresent(figure ->
                report.promise(
                    figure >= floor,
                    "%s is %.4f, and was at least %.4f".formatted(name, figure, floor))));
    atMost.forEach((name, ceiling) ->
        report
            .number(name)
            .ifPresent(figure ->
                report.promise(
                    figure <= ceiling,
                    "%s is %.4f, and was at most %.4f".formatted(name, figure, ceiling))));
  }
}
