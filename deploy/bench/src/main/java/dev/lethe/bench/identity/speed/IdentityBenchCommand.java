package dev.lethe.bench.identity.speed;

import static dev.lethe.bench.identity.IdentityEvaluation.HISTORICAL;

import dev.lethe.bench.identity.IdentityEvaluation;
import dev.lethe.bench.identity.Resolving;
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

/** How fast the identity graph is. */
@Command(
    name = "bench-identity",
    mixinStandardHelpOptions = true,
    description =
        "How fast the identity graph is: batches of made-up profiles, pairs, public data.")
public final class IdentityBenchCommand implements Callable<Integer> {

  private static final int WARM_UP = 30_000;
  private static final int THOUSAND = 1_000;
  private static final int MILLION = 1_000_000;

  @Option(
      names = "--sizes",
      split = ",",
      defaultValue = "100000,300000,1000000,2000000",
      paramLabel = "PROFILES",
      description = "How many profiles each batch has (default ${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The public evaluation data, to time the whole recipe on.")
  private @Nullable Path data;

  @Mixin private final ReportFile report = new ReportFile("bench-identity");

  @Override
  public Integer call() throws IOException {
    var figures = new Report();
    figures.put("heap_mb", Runtime.getRuntime().maxMemory() / (1 << 20));
    figures.put("score.pairs_per_s", ScoreSpeed.pairsPerSecond());
    if (data != null) {
      var set = IdentityEvaluation.read(HISTORICAL, data);
      figures.put(
          HISTORICAL + ".seconds",
          new Resolving(null).run(set.profiles(), set.duplicateFreeSources()).seconds());
    }
    BatchSpeed.run(WARM_UP);
    for (var size : sizes) {
      batch(size, figures);
    }
    return report.end(figures);
  }

  private static void batch(int size, Report report) {
    var timed = BatchSpeed.run(size);
    var name = "batch_" + sizeName(size);
    report.put(name + ".profiles_per_s", timed.perSecond());
    report.put(name + ".seconds", timed.seconds());
    report.put(name + ".normalise_seconds", timed.normalising());
    report.put(name + ".precision", timed.quality().precision());
    report.put(name + ".recall", timed.quality().recall());
    report.put(name + ".f1", timed.quality().f1());
    report.put(name + ".largest", timed.quality().largest());
    System.out.printf(
        "%s: %.1f s, %,.0f profiles/s (normalising %.1f s); F1 %.4f%n",
        name, timed.seconds(), timed.perSecond(), timed.normalising(), timed.quality().f1());
  }

  /** 300000 is 300k, 2000000 is 2m. */
  static String sizeName(int size) {
    return size % MILLION == 0 ? size / MILLION + "m" : size / THOUSAND + "k";
  }
}
