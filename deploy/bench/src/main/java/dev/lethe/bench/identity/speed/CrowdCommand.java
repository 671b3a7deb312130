package dev.lethe.bench.identity.speed;

import dev.lethe.bench.retailer.crowd.CrowdFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Made-up profiles as a file, for other tools. */
@Command(
    name = "crowd",
    mixinStandardHelpOptions = true,
    description = "Writes made-up retail profiles with their truth as a CSV.")
public final class CrowdCommand implements Callable<Integer> {

  @Option(
      names = "--profiles",
      defaultValue = "1000000",
      description = "How many (default ${DEFAULT-VALUE}).")
  private int profiles;

  @Option(
      names = "--seed",
      defaultValue = "20261122",
      description = "Another seed gives other people (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "CSV", description = "The file to write.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    CrowdFile.write(out, seed, profiles);
    return 0;
  }
}
