package dev.lethe.service.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged service as a process of its own, which can end and start again. */
public final class PackagedService {
  private static final Path JAR = Path.of("..", "target", "quarkus-app", "quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final File log;
  private final Map<String, String> settings;
  private final Map<String, String> environment;
  private final int port;
  private @Nullable Process process;

  /**
   * @param name of its log in {@code target}
   * @param environment beside this process's own
   */
  public PackagedService(
      String name, Map<String, String> settings, Map<String, String> environment) {
    this.log = new File("../target/" + name + ".log");
    this.settings = new TreeMap<>(settings);
    this.environment = environment;
    this.port = freePort();
    this.settings.put("quarkus.http.port", Integer.toString(port));
    // Nothing opens keys but what the test does.
    this.settings.put("lethe.identity.settle-quiet", "P1D");
    this.settings.put("lethe.identity.settle-latest", "P1D");
    this.settings.put("lethe.identity.settle-fewest", "1000000000");
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("there is no free port", e);
    }
  }

  public int port() {
    return port;
  }

  /** Starts it and waits until it answers, ready or not. */
  public void start() throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", JAR.toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var started = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    process = started;
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(ConnectException.class::isInstance)
        .until(() -> {
          if (!started.isAlive()) {
            throw new IllegalStateException("the service has ended; see " + log);
          }
          return given().port(port).get("/q/health/live").statusCode() == 200;
        });
  }

  /** What its readiness says of the vault: {@code status} and {@code data}. */
  public JsonPath vault() {
    var health = given().port(port).get("/q/health/ready").jsonPath();
    return health.setRootPath("checks.find { it.name == 'vault' }");
  }

  public String metrics() {
    return given().port(port).get("/q/metrics").asString();
  }

  public File log() {
    return log;
  }

  /** Ends it in order. */
  public void stop() throws InterruptedException {
    var running = process;
    if (running != null) {
      running.destroy();
      if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        throw new IllegalStateException("the service did not end on SIGTERM");
      }
    }
  }

  public void kill() throws InterruptedException {
    var running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** Sends it a signal such as {@code STOP}. */
  public void signal(String name) throws IOException, InterruptedException {
    var running = process;
    if (running != null) {
      new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start().waitFor();
    }
  }
}
