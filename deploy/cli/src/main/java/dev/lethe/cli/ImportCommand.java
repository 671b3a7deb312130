package dev.lethe.cli;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.load.CsvImport;
import dev.lethe.cli.load.ImportCounts;
import dev.lethe.cli.load.ImportException;
import dev.lethe.cli.load.MappingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads the people of a CSV file. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Loads the people of a CSV file as profiles of one source.",
      "Stopped at any moment, the same command goes on where it was. Rows that are not taken are",
      "written to <file>.rejects.csv with their number and the reason."
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "CSV with a header line, UTF-8.")
  private Path csv = Path.of("");

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE",
      description = "Which column is what (YAML).")
  private Path mapping = Path.of("");

  @Option(names = "--create-source", description = "Registers the mapping's source first.")
  private boolean createSource;

  @Option(names = "--restart", description = "Sends every row again, whatever was sent before.")
  private boolean restart;

  @Option(
      names = "--work",
      paramLabel = "FOLDER",
      description = "Where the state and the rejected rows are kept (default: beside FILE).")
  private @Nullable Path work;

  @Mixin private final Connection connection;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final InstantSource clock;

  ImportCommand(Map<String, String> env, InstantSource clock) {
    this.connection = new Connection(env, clock);
    this.clock = clock;
  }

  @Override
  public Integer call() throws ImportException, MappingException, ApiException {
    PrintWriter err = spec.commandLine().getErr();
    CsvImport load = new CsvImport(connection.api(), csv, mappingText(), work());
    if (createSource) {
      load.createSource();
    }
    ProgressBar bar = new ProgressBar(err, clock, System.console() != null);
    ImportCounts counts;
    try {
      counts = load.run(!restart, bar, (key, profile) -> {});
    } finally {
      bar.close();
    }
    report(counts, load.rejects());
    return counts.rejected() == 0 ? Exit.DONE : Exit.NOT_RIGHT;
  }

  private Path work() {
    Path beside = csv.toAbsolutePath().getParent();
    return work != null ? work : beside == null ? Path.of("") : beside;
  }

  private String mappingText() throws ImportException {
    try {
      return Files.readString(mapping);
    } catch (IOException e) {
      throw ImportException.unreadable(mapping, e);
    }
  }

  private void report(ImportCounts counts, Path rejects) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%,d rows: %,d created, %,d updated, %,d unchanged, %,d rejected, %,d passed over%n",
        counts.rows(),
        counts.created(),
        counts.updated(),
        counts.unchanged(),
        counts.rejected(),
        counts.passedOver());
    if (counts.rejected() > 0) {
      out.println("The rejected rows and the reasons: " + rejects);
    }
    out.flush();
  }
}
