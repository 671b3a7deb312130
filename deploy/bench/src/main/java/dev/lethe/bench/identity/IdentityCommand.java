package dev.lethe.bench.identity;

import dev.lethe.bench.identity.data.DataSetReader;
import dev.lethe.bench.identity.data.IdentityMapping;
import dev.lethe.bench.option.ReportFile;
import dev.lethe.bench.story.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The identity graph on labelled data of one's own. */
@Command(
    name = "identity",
    mixinStandardHelpOptions = true,
    description =
        "How right the identity graph is on any labelled CSV: a mapping file says which column is what.")
public final class IdentityCommand implements Callable<Integer> {

  @Mixin private final ModelOption model = new ModelOption();

  @Option(
      names = "--file",
      required = true,
      paramLabel = "CSV",
      description = "The labelled records; may be given several times.")
  private List<Path> files = List.of();

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "JSON",
      description = "Which column is what, and where the truth stands.")
  private Path mapping = Path.of("");

  @Mixin private final ReportFile report = new ReportFile("identity");

  @Override
  public Integer call() throws IOException {
    var figures = new Report();
    var evaluation = new IdentityEvaluation(new Resolving(model.read()), System.out, figures, true);
    var read = IdentityMapping.read(Files.readString(mapping)).of(files);
    evaluation.head();
    evaluation.run(DataSetReader.read(name(), read, Path.of("")));
    return report.end(figures);
  }

  /** The mapping's file name, without its ending. */
  private String name() {
    return String.valueOf(mapping.getFileName()).replaceFirst("\\.json$", "");
  }
}
