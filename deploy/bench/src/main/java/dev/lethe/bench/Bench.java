package dev.lethe.bench;

import dev.lethe.bench.identity.AddCommand;
import dev.lethe.bench.identity.EvaluateCommand;
import dev.lethe.bench.identity.IdentityCommand;
import dev.lethe.bench.identity.speed.CrowdCommand;
import dev.lethe.bench.identity.speed.IdentityBenchCommand;
import dev.lethe.bench.identity.speed.PeerCommand;
import dev.lethe.bench.identity.speed.RetailModelCommand;
import dev.lethe.bench.option.ReadyFile;
import dev.lethe.bench.option.ReportFile;
import dev.lethe.bench.stack.Standalone;
import dev.lethe.bench.story.Demo;
import dev.lethe.bench.story.Evaluation;
import dev.lethe.bench.story.Report;
import dev.lethe.bench.story.Seed;
import dev.lethe.bench.story.Throughput;
import dev.lethe.bench.tokens.KeysCommand;
import dev.lethe.bench.tokens.TokensBenchCommand;
import dev.lethe.bench.tokens.http.TokensCommand;
import dev.lethe.cli.api.ApiException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The drivers: they use a running standalone as a retailer would, and measure it from outside; or
 * they measure the libraries in this process.
 */
@Command(
    name = "lethe-bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Bench.SeedCommand.class,
      Bench.DemoCommand.class,
      EvaluateCommand.class,
      IdentityCommand.class,
      IdentityBenchCommand.class,
      CrowdCommand.class,
      RetailModelCommand.class,
      PeerCommand.class,
      AddCommand.class,
      TokensCommand.class,
      KeysCommand.class,
      TokensBenchCommand.class,
      Bench.ThroughputCommand.class
    },
    description =
        "Fills, shows and measures a running standalone; measures the identity graph by itself.")
public final class Bench {
  private static final int STOPPED = 3;

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger QUIET = Logger.getLogger("");

  private Bench() {}

  /**
   * Runs one driver and ends with its exit code: 0 kept, 1 a promise broken, 2 usage, 3 stopped.
   */
  public static void main(String... args) {
    QUIET.setLevel(Level.WARNING);
    System.exit(
        new CommandLine(new Bench())
            .setExecutionExceptionHandler((e, command, parsed) -> {
              command.getErr().println("bench: " + e.getMessage());
              return STOPPED;
            })
            .execute(args));
  }

  /** Fills an empty standalone with a little of everything. */
  @Command(
      name = "seed",
      mixinStandardHelpOptions = true,
      description = "Fills an empty standalone with a little of everything.")
  static final class SeedCommand implements Callable<Integer> {
    @Mixin private final ReadyFile place = new ReadyFile();

    @Option(
        names = "--people",
        defaultValue = "200",
        description = "How many people (default ${DEFAULT-VALUE}).")
    private int people;

    @Option(
        names = "--events",
        defaultValue = "5000",
        description = "How many events (default ${DEFAULT-VALUE}).")
    private int events;

    @Override
    public Integer call() throws IOException, ApiException {
      new Seed(place.stack(), System.out, InstantSource.system()).run(people, events);
      return 0;
    }
  }

  /** The main job, end to end. */
  @Command(
      name = "demo",
      mixinStandardHelpOptions = true,
      description = "A retailer, five deletions, one access, and what is left.")
  static final class DemoCommand implements Callable<Integer> {
    @Mixin private final ReadyFile place = new ReadyFile();

    @Option(
        names = "--people",
        defaultValue = "2000",
        description = "How many people (default ${DEFAULT-VALUE}).")
    private int people;

    @Option(
        names = "--events",
        defaultValue = "100000",
        description = "How many events (default ${DEFAULT-VALUE}).")
    private int events;

    @Mixin private final ReportFile report = new ReportFile("demo");

    @Option(
        names = "--data",
        paramLabel = "FOLDER",
        description = "Public evaluation data to import and score as well.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, ApiException {
      Standalone stack = place.stack();
      Report figures = new Demo(stack, System.out, InstantSource.system()).run(people, events);
      if (data != null) {
        new Evaluation(stack, System.out, InstantSource.system()).run(data, figures);
      }
      return report.end(figures);
    }
  }

  /** How much a pipeline gets through. */
  @Command(
      name = "bench",
      mixinStandardHelpOptions = true,
      description = "How much a pipeline gets through one connection.")
  static final class ThroughputCommand implements Callable<Integer> {
    @Mixin private final ReadyFile place = new ReadyFile();

    @Mixin private final ReportFile report = new ReportFile("bench");

    @Override
    public Integer call() throws IOException, ApiException {
      return report.end(new Throughput(place.stack(), System.out, InstantSource.system()).run());
    }
  }
}
