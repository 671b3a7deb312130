package dev.lethe.bench.identity.speed;

import dev.lethe.bench.option.CrowdSize;
import dev.lethe.bench.retailer.crowd.CrowdFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Made-up profiles as a file, for other tools. */
@Command(
    name = "crowd",
    mixinStandardHelpOptions = true,
    description = "Writes made-up retail profiles with their truth as a CSV.")
public final class CrowdCommand implements Callable<Integer> {

  @Mixin private final CrowdSize size = new CrowdSize(1_000_000, 20_261_122);

  @Option(names = "--out", required = true, paramLabel = "CSV", description = "The file to write.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    CrowdFile.write(out, size.seed(), size.profiles());
    return 0;
  }
}
