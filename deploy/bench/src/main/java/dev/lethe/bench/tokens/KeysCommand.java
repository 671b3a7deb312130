package dev.lethe.bench.tokens;

import dev.lethe.bench.option.ReportFile;
import dev.lethe.bench.story.Report;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures key pages and the table of opened keys. */
@Command(
    name = "bench-keys",
    mixinStandardHelpOptions = true,
    description = "How fast keys are made, opened, found and destroyed, in this process.")
public final class KeysCommand implements Callable<Integer> {
  private static final double MOST_OPEN_MICROS = 10;
  private static final double MOST_SHRED_MICROS = 20;
  private static final double MOST_BYTES = 200;

  @Option(
      names = "--keys",
      defaultValue = "1000000",
      description = "How many keys there are (default ${DEFAULT-VALUE}).")
  private int keys;

  @Mixin private final ReportFile report = new ReportFile("bench-tokens");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Report figures = new Report();
    new PageBench(keys).run(figures);
    new LeaseBench(keys).run(figures);
    promise(figures, "page.cold_open_us", MOST_OPEN_MICROS);
    promise(figures, "shred.batch1000.us_each", MOST_SHRED_MICROS);
    promise(figures, "cache.bytes_per_key", MOST_BYTES);
    return report.end(report.continuing().with(figures));
  }

  private static void promise(Report figures, String name, double most) {
    double figure = figures.number(name).orElse(Double.MAX_VALUE);
    figures.promise(figure <= most, "%s is %.1f, more than %.0f".formatted(name, figure, most));
  }
}
