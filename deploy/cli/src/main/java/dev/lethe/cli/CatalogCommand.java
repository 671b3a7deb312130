package dev.lethe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.piicatalog.Catalog;
import dev.lethe.piicatalog.CatalogFileException;
import dev.lethe.piicatalog.Coverage;
import dev.lethe.piicatalog.FidesDatasets;
import dev.lethe.piicatalog.Gap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Works with data set files. */
@Command(
    name = "catalog",
    mixinStandardHelpOptions = true,
    subcommands = CatalogCommand.Check.class,
    description = "Checks and loads data set files.")
final class CatalogCommand {

  /** Checks a file without the service. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Reads a data set file and names every personal field that a request would not reach.",
        "Ends with 1 on a mistake or a gap, so that a pipeline's build fails. Needs no service."
      })
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Data sets in Fides form (YAML).")
    private Path file = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      try {
        Catalog catalog = FidesDatasets.read(Files.readString(file));
        return report(Coverage.of(catalog.targets(), catalog.assets()), out);
      } catch (CatalogFileException e) {
        e.problems().forEach(problem -> out.println(file + ": " + problem));
        return Exit.NOT_RIGHT;
      }
    }

    private static int report(Coverage coverage, PrintWriter out) {
      for (Gap gap : coverage.gaps()) {
        out.printf(
            "gap: %s, %s, %s: %s%n",
            gap.target(), gap.asset(), gap.field(), gap.missing().advice());
      }
      out.printf(
          "%d of %d personal fields are covered%n",
          coverage.coveredFields(), coverage.personalFields());
      return coverage.gaps().isEmpty() ? Exit.DONE : Exit.NOT_RIGHT;
    }
  }

  /** Loads a file into the service. */
  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description =
          "Gives the service a data set file; it replaces the data sets that the file names.")
  static final class Load implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Data sets in Fides form (YAML).")
    private Path file = Path.of("");

    @Mixin private final Connection connection;

    @Spec private CommandSpec spec = CommandSpec.create();

    Load(Map<String, String> env, InstantSource clock) {
      this.connection = new Connection(env, clock);
    }

    @Override
    public Integer call() throws IOException, ApiException {
      JsonNode loaded =
          connection.api().putYaml("/api/v1/catalog/datasets", Files.readString(file));
      JsonNode changes = loaded.path("changes");
      spec.commandLine()
          .getOut()
          .printf(
              "%d assets with %d fields in %d targets, %d streams: %d added, %d changed, %d removed%n",
              loaded.path("assets").asInt(),
              loaded.path("fields").asInt(),
              loaded.path("targets").asInt(),
              loaded.path("streams").asInt(),
              changes.path("added").asInt(),
              changes.path("changed").asInt(),
              changes.path("removed").asInt());
      return Exit.DONE;
    }
  }
}
