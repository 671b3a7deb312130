package dev.lethe.bench.tokens.http;

import dev.lethe.bench.option.ReadyFile;
import dev.lethe.bench.option.ReportFile;
import dev.lethe.cli.api.ApiException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures tokens over HTTP. */
@Command(
    name = "tokens",
    mixinStandardHelpOptions = true,
    description = "How many values a running standalone tokenizes and reveals a second.")
public final class TokensCommand implements Callable<Integer> {
  @Mixin private final ReadyFile place = new ReadyFile();

  @Option(
      names = "--profiles",
      defaultValue = "1000000",
      description = "Of how many profiles the values are (default ${DEFAULT-VALUE}).")
  private int profiles;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "Seconds of each kind that are not timed (default ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "15",
      description = "Seconds of each kind that are timed (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--connections",
      defaultValue = "3",
      description = "Calls at once (default ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--batch",
      defaultValue = "1000",
      description = "Values a call (default ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--secure-url",
      description = "Where the same service answers over TLS; measured too where it is given.")
  private @Nullable URI secureUrl;

  @Mixin private final ReportFile report = new ReportFile("bench-tokens");

  @Override
  public Integer call() throws IOException, ApiException, InterruptedException {
    var size = new HttpTokens.Size(profiles, warmUp, seconds, connections, batch);
    var plain = place.stack();
    var secure = Optional.ofNullable(secureUrl).map(plain::at);
    var figures = new HttpTokens(plain, secure, size, System.out).run();
    return report.end(report.continuing().with(figures));
  }
}
