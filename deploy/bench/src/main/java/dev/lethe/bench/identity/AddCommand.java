package dev.lethe.bench.identity;

import dev.lethe.bench.option.ReadyFile;
import dev.lethe.bench.option.ReportFile;
import dev.lethe.cli.api.ApiException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures adding profiles in real time. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "How fast a running standalone takes profiles, in streams and one by one.")
public final class AddCommand implements Callable<Integer> {
  @Mixin private final ReadyFile place = new ReadyFile();

  @Option(
      names = "--profiles",
      defaultValue = "1000000",
      description = "How many profiles to store first (default ${DEFAULT-VALUE}).")
  private int profiles;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "Adds a second (default ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      description = "Seconds of adds before they are timed (default ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "For how long (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--streamed",
      defaultValue = "50000",
      description = "Profiles added in streams, timed (default ${DEFAULT-VALUE}).")
  private int streamed;

  @Option(
      names = "--connections",
      defaultValue = "3",
      description = "Streams at once while storing (default ${DEFAULT-VALUE}).")
  private int connections;

  @Mixin private final ReportFile report = new ReportFile("bench-identity");

  @Override
  public Integer call() throws IOException, ApiException, InterruptedException {
    var size = new AddBench.Size(profiles, rate, warmUp, seconds, streamed, connections);
    var figures = new AddBench(place.stack().pipeline(), size, System.out).run();
    return report.end(report.continuing().with(figures));
  }
}
