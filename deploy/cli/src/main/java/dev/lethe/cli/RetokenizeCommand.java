package dev.lethe.cli;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.load.ImportException;
import dev.lethe.cli.load.Retokenizing;
import dev.lethe.cli.load.TokenColumn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a file anew with tokens under the present keys. */
@Command(
    name = "retokenize",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the tokens of a file anew under the present keys, after a rotation.",
      "Reads CSV with a header, or JSON objects one a line. The new file appears whole at the end; a",
      "run that was cut off is repeated. A token that cannot be made anew stays as it is and is named",
      "by its row: that of an erased person, for one. Tokens of suites 3 and 4 need --key; tokens",
      "beside the same key are made anew together or stay together."
    })
final class RetokenizeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A .csv, .ndjson or .jsonl file, UTF-8.")
  private Path file = Path.of("");

  @Mixin private final TokenColumns columns = new TokenColumns();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the audit log; names nobody.")
  private String reason = "";

  @Option(
      names = "--key",
      paramLabel = "COLUMN=COLUMN",
      description =
          "For suites 3 and 4: a column of tokens and the one with their keys; repeat it.")
  private Map<String, String> keys = new LinkedHashMap<>();

  @Option(
      names = "--suite",
      paramLabel = "COLUMN=SUITE",
      description = "For suites 3 and 4: 3 or 4 (default: as the catalog says); repeat it.")
  private Map<String, Integer> suites = new LinkedHashMap<>();

  @Option(
      names = "--alphabet",
      paramLabel = "COLUMN=NAME",
      description = "For suites 3 and 4: as the tokens were made (default: the catalog's).")
  private Map<String, String> alphabets = new LinkedHashMap<>();

  @Mixin private final Connection connection;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final InstantSource clock;

  RetokenizeCommand(Map<String, String> env, InstantSource clock) {
    this.connection = new Connection(env, clock);
    this.clock = clock;
  }

  @Override
  public Integer call() throws ImportException, ApiException, IOException {
    PrintWriter err = spec.commandLine().getErr();
    var meter = new RecordMeter(err, clock, System.console() != null, "retokenized");
    var observer =
        new Retokenizing.Observer() {
          @Override
          public void refused(long number, String column, String type, String why) {
            err.printf("row %d, column %s: %s (%s)%n", number, column, why, type);
          }

          @Override
          public void at(long records, long total) {
            meter.at(records, total);
          }
        };
    var counts =
        new Retokenizing(connection.api(), tokenColumns(), reason, observer)
            .run(file, columns.out(), columns.delimiter());
    spec.commandLine()
        .getOut()
        .printf(
            "%,d records: %,d tokens made anew, %,d left as they were%n",
            counts.records(), counts.made(), counts.refused());
    spec.commandLine().getOut().flush();
    return counts.refused() == 0 ? Exit.DONE : Exit.NOT_RIGHT;
  }

  private List<TokenColumn> tokenColumns() {
    for (var named : List.of(keys, suites, alphabets)) {
      for (var column : named.keySet()) {
        if (!columns.fields().containsKey(column)) {
          throw new SettingsException("Column " + column + " has no --field.");
        }
      }
    }
    return columns.fields().entrySet().stream()
        .map(field -> {
          String name = field.getKey();
          return new TokenColumn(
              name, field.getValue(), suites.get(name), alphabets.get(name), keys.get(name));
        })
        .toList();
  }
}
