package dev.lethe.standalone.part;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.process.ChildProcess;
import dev.lethe.standalone.process.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MLflow as the model registry, from the Python environment that make prepared; optional. */
public final class ModelsPart implements Part {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String ENVIRONMENT = "venv-mlflow";

  private final Home home;
  private final Path cache;
  private final int port;
  private volatile @Nullable ChildProcess child;

  public ModelsPart(Home home, Path cache, int port) {
    this.home = home;
    this.cache = cache;
    this.port = port;
  }

  @Override
  public String name() {
    return "MLflow";
  }

  public static String uri(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** Whether the Python environment with MLflow is complete. */
  public static boolean isInstalled(Path cache) {
    return Files.exists(cache.resolve(ENVIRONMENT).resolve(".stamp"));
  }

  /** The interpreter of that environment. */
  public static Path python(Path cache) {
    return cache.resolve(ENVIRONMENT).resolve("bin/python");
  }

  @Override
  public Outcome start() throws IOException, InterruptedException {
    if (!isInstalled(cache)) {
      return new Absent(reason());
    }
    Files.createDirectories(home.models());
    ChildProcess started =
        ChildProcess.start("mlflow", command(), environment(), home.models(), home);
    child = started;
    Probe.await(started, LIMIT, () -> Probe.answers(uri(port) + "/health"));
    return new Ready(uri(port));
  }

  private List<String> command() {
    return List.of(
        python(cache).toString(),
        "-m",
        "mlflow",
        "server",
        "--host=127.0.0.1",
        "--port=" + port,
        "--workers=1",
        "--backend-store-uri=sqlite:///" + home.models().resolve("mlflow.db"),
        "--artifacts-destination=" + home.models().resolve("artifacts"));
  }

  // The job runner would start eight more processes that outlive the server, for jobs nobody sends.
  private static Map<String, String> environment() {
    return Map.of(
        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false", "MLFLOW_DISABLE_TELEMETRY", "true");
  }

  private String reason() throws IOException {
    Path told = cache.resolve(ENVIRONMENT + ".why-not");
    return Files.exists(told)
        ? Files.readString(told).strip()
        : "no Python environment; make run prepares one";
  }

  @Override
  public void stop() throws IOException {
    ChildProcess running = child;
    if (running != null) {
      child = null;
      running.stop(Duration.ofSeconds(15));
    }
  }
}
