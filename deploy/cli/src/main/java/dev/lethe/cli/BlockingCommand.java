package dev.lethe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what finding candidates costs and finds. */
@Command(
    name = "blocking",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what each blocking rule costs and finds, in numbers only.",
      "Comparisons, values that are too common, the biggest block, pairs that no other rule finds."
    })
final class BlockingCommand implements Callable<Integer> {
  private static final String ROW = "%-18s %12s %16s %10s %9s %12s %12s%n";

  @Mixin private final Connection connection;

  @Spec private CommandSpec spec = CommandSpec.create();

  BlockingCommand(Map<String, String> env, InstantSource clock) {
    this.connection = new Connection(env, clock);
  }

  @Override
  public Integer call() throws ApiException {
    JsonNode analysis = connection.api().get("/api/v1/identity/blocking");
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "rule", "values", "pairs", "too common", "biggest", "found", "only here");
    for (JsonNode rule : analysis.path("rules")) {
      out.printf(
          ROW,
          rule.path("rule").asText(),
          number(rule.path("values")),
          number(rule.path("pairs")),
          number(rule.path("too_common")),
          number(rule.path("biggest").path(0)),
          number(rule.path("found")),
          number(rule.path("only")));
    }
    out.printf(
        "Found and only here: among %s profiles, %s pairs in all.%n",
        number(analysis.path("sampled")), number(analysis.path("pairs")));
    out.flush();
    return Exit.DONE;
  }

  private static String number(JsonNode figure) {
    return "%,d".formatted(figure.asLong());
  }
}
