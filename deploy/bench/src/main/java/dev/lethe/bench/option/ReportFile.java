package dev.lethe.bench.option;

import dev.lethe.bench.story.Report;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the figures go. */
public final class ReportFile {

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the figures go (default ${DEFAULT-VALUE}).")
  private Path file;

  /** A report that is called so where nothing else is said. */
  public ReportFile(String name) {
    this.file = Path.of("target", "reports", name + ".json");
  }

  /** What the file holds already, to be added to. */
  public Report continuing() throws IOException {
    return Report.continuing(file);
  }

  /** Only writes the figures. */
  public void write(Report figures) throws IOException {
    figures.write(file);
  }

  /** Writes and prints the figures, and gives the exit code. */
  public int end(Report figures) throws IOException {
    return figures.end(file, System.out);
  }
}
