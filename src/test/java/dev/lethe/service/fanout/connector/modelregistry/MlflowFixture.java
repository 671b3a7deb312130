package dev.lethe.service.fanout.connector.modelregistry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.service.fanout.connector.PythonParts;
import dev.lethe.service.fanout.connector.TargetSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real MLflow server, started once for all tests that need it. */
final class MlflowFixture {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static @Nullable MlflowFixture running;

  private final URI uri;

  private MlflowFixture(URI uri) {
    this.uri = uri;
  }

  static synchronized MlflowFixture running() throws Exception {
    MlflowFixture known = running;
    if (known == null) {
      known = start();
      running = known;
    }
    return known;
  }

  private static MlflowFixture start() throws Exception {
    Path python = PythonParts.python("mlflow");
    Path folder = Files.createTempDirectory("lethe-mlflow");
    int port = freePort();
    var command =
        new ProcessBuilder(
            python.toString(),
            "-m",
            "mlflow",
            "server",
            "--backend-store-uri",
            "sqlite:///" + folder.resolve("mlflow.db"),
            "--artifacts-destination",
            folder.resolve("artifacts").toString(),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--workers",
            "1");
    command.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
    command.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    Path log = folder.resolve("server.log");
    Process server = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    var fixture = new MlflowFixture(URI.create("http://127.0.0.1:" + port + "/"));
    fixture.awaitHealth(server, log);
    return fixture;
  }

  private static void stop(Process server) {
    List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
    server.destroy();
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private void awaitHealth(Process server, Path log) throws Exception {
    for (int i = 0; i < 600; i++) {
      if (!server.isAlive()) {
        throw new IllegalStateException("MLflow ended: " + Files.readString(log));
      }
      try {
        var request = HttpRequest.newBuilder(uri.resolve("health")).timeout(Duration.ofSeconds(2));
        if (HTTP.send(request.build(), BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // The port opens late.
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException("MLflow did not answer within two minutes");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  ModelRegistryConnector connector(Map<String, String> more) {
    var values = new HashMap<>(more);
    values.put("tracking-uri", uri.toString());
    return new ModelRegistryConnector(
        ModelRegistrySettings.of(new TargetSettings("models", values)));
  }

  ModelCatalog catalog() {
    return new ModelCatalog(
        new MlflowHttp(
            ModelRegistrySettings.of(
                new TargetSettings("models", Map.of("tracking-uri", uri.toString())))),
        100);
  }

  void createModel(String name) throws Exception {
    post("registered-models/create", Map.of("name", name));
  }

  /** Registers a version as a training job does, with the snapshots it read; returns its number. */
  String createVersion(String model, String... trainedOn) throws Exception {
    JsonNode run = post("runs/create", Map.of("experiment_id", "0")).path("run").path("info");
    List<Map<String, String>> tags = new ArrayList<>();
    for (int i = 0; i < trainedOn.length; i++) {
      tags.add(Map.of("key", "lethe.dataset." + i, "value", trainedOn[i]));
    }
    return post(
            "model-versions/create",
            Map.of(
                "name",
                model,
                "source",
                run.path("artifact_uri").asText() + "/model",
                "run_id",
                run.path("run_id").asText(),
                "tags",
                tags))
        .path("model_version")
        .path("version")
        .asText();
  }

  void tag(String model, String version, String key, String value) throws Exception {
    post(
        "model-versions/set-tag",
        Map.of("name", model, "version", version, "key", key, "value", value));
  }

  private JsonNode post(String path, Map<String, ?> body) throws Exception {
    var request =
        HttpRequest.newBuilder(uri.resolve("api/2.0/mlflow/" + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    var answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("MLflow answered " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
