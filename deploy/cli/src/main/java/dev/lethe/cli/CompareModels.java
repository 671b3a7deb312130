package dev.lethe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two models side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Two models side by side, and how many decisions on stored pairs differ.")
final class CompareModels extends Calling {
  @Parameters(index = "0", paramLabel = "LEFT", description = "A model's id.")
  private String left = "";

  @Parameters(index = "1", paramLabel = "RIGHT", description = "Another's.")
  private String right = "";

  @Option(names = "--seed", description = "Decides which stored pairs are taken.")
  private @Nullable Long seed;

  CompareModels(Map<String, String> env, InstantSource clock) {
    super(env, clock);
  }

  @Override
  void run(LetheApi api, PrintWriter out) throws ApiException {
    String query =
        "/comparison?with=" + ModelsCommand.encoded(right) + (seed == null ? "" : "&seed=" + seed);
    JsonNode comparison = api.get(ModelsCommand.path(left) + query);
    out.printf("%-14s %-34s %9s %9s%n", "field", "level", "left", "right");
    for (JsonNode level : comparison.path("levels")) {
      out.printf(
          "%-14s %-34s %9s %9s%n",
          level.path("field").asText(),
          level.path("level").asText(),
          bits(level.path("left")),
          bits(level.path("right")));
    }
    JsonNode decisions = comparison.path("decisions");
    out.printf(
        Locale.ROOT,
        "%,d stored pairs: %,d one person only for %s, %,d only for %s (%.2f %% differ)%n",
        decisions.path("pairs").asInt(),
        decisions.path("left_only").asInt(),
        left,
        decisions.path("right_only").asInt(),
        right,
        100 * decisions.path("share").asDouble());
  }

  private static String bits(JsonNode weight) {
    return weight.isNumber() ? String.format(Locale.ROOT, "%+.2f", weight.asDouble()) : "-";
  }
}
