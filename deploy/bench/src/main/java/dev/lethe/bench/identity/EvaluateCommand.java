package dev.lethe.bench.identity;

import dev.lethe.bench.option.ReportFile;
import dev.lethe.bench.story.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The identity graph on public data. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "How right the identity graph is on public data, without labels and without a stack.")
public final class EvaluateCommand implements Callable<Integer> {

  @Mixin private final ModelOption model = new ModelOption();

  @Mixin private final ReportFile report = new ReportFile("evaluate-identity");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "The public evaluation data.")
  private Path data = Path.of("");

  @Option(
      names = "--sets",
      split = ",",
      paramLabel = "SET",
      description = "Only these sets (default all).")
  private @Nullable List<String> sets;

  @Option(
      names = "--batch-only",
      description = "Leave out the arrival one by one, which takes longer than the batch.")
  private boolean batchOnly;

  @Override
  public Integer call() throws IOException {
    var figures = new Report();
    var evaluation =
        new IdentityEvaluation(new Resolving(model.read()), System.out, figures, !batchOnly);
    evaluation.head();
    for (var set : sets == null ? IdentityEvaluation.SETS : sets) {
      evaluation.run(set, data);
    }
    Floors.read().hold(figures);
    return report.end(figures);
  }
}
