package dev.lethe.bench.tokens;

import dev.lethe.bench.option.ReportFile;
import dev.lethe.bench.story.Report;
import dev.lethe.cryptovault.token.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast one thread makes tokens in this process, without a service. */
@Command(
    name = "bench-tokens",
    mixinStandardHelpOptions = true,
    description = "How fast one thread makes and opens tokens, profiles at random out of many.")
public final class TokensBenchCommand implements Callable<Integer> {

  private static final int GROUPED = 8;

  @Option(
      names = "--keys",
      defaultValue = "1000000",
      description = "How many profiles have an opened key (default ${DEFAULT-VALUE}).")
  private int keys;

  @Option(
      names = "--millis",
      defaultValue = "4000",
      description = "How long each figure is measured (default ${DEFAULT-VALUE}).")
  private int millis;

  @Mixin private final ReportFile report = new ReportFile("bench-tokens");

  @Override
  public Integer call() throws IOException {
    var figures = report.continuing();
    try (var opened = new OpenedKeys(keys)) {
      figures.put("inprocess.keys", opened.count());
      measure("gcm.f1", new SealWork(opened, Suite.RANDOM, 1), figures);
      measure("gcm.f8", new SealWork(opened, Suite.RANDOM, GROUPED), figures);
      measure("siv.f1", new SealWork(opened, Suite.DETERMINISTIC, 1), figures);
      measure("siv.f8", new SealWork(opened, Suite.DETERMINISTIC, GROUPED), figures);
      measure("gcm.f8.open", new OpenWork(opened, Suite.RANDOM, GROUPED), figures);
      measure("siv.f8.open", new OpenWork(opened, Suite.DETERMINISTIC, GROUPED), figures);
      measure("ff1.10digits", new FormatWork(opened), figures);
    }
    return report.end(figures);
  }

  private void measure(String name, Work work, Report figures) {
    work.check();
    var rate = Rate.of(work, Duration.ofMillis(millis));
    figures.put("inprocess." + name + ".per_s", rate.best());
    figures.put("inprocess." + name + ".median_per_s", rate.median());
    figures.put("inprocess." + name + ".cpu_per_s", rate.perCpuSecond());
    figures.put("inprocess." + name + ".bytes_per_value", rate.bytesPerValue());
    System.out.printf(
        "%s: %,d/s at best, %,d/s in the median, %,d per second of the processor, %d bytes each%n",
        name, rate.best(), rate.median(), rate.perCpuSecond(), rate.bytesPerValue());
  }
}
