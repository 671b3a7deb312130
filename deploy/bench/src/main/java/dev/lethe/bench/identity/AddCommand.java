package dev.lethe.bench.identity;

import dev.lethe.bench.stack.Standalone;
import dev.lethe.bench.story.Report;
import dev.lethe.cli.api.ApiException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures adding profiles in real time. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "How fast a running standalone takes profiles, in streams and one by one.")
public final class AddCommand implements Callable<Integer> {
  @Option(
      names = "--ready-file",
      required = true,
      paramLabel = "FILE",
      description = "Written by the launcher when everything is up.")
  private Path readyFile = Path.of("");

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
      names = "--seconds",
      defaultValue = "30",
      description = "For how long (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--connections",
      defaultValue = "3",
      description = "Streams at once while storing (default ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--report",
      defaultValue = "target/reports/bench-identity.json",
      description = "The figures are added here (default ${DEFAULT-VALUE}).")
  private Path report = Path.of("");

  @Override
  public Integer call() throws IOException, ApiException, InterruptedException {
    var stack = Standalone.read(readyFile, InstantSource.system());
    var size = new AddBench.Size(profiles, rate, seconds, connections);
    Report figures = new AddBench(stack.pipeline(), size, System.out).run();
    return Report.continuing(report).with(figures).end(report, System.out);
  }
}
