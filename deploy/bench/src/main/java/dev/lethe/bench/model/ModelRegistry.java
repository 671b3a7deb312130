package dev.lethe.bench.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model {@code churn} in MLflow, over MLflow's REST API. */
public final class ModelRegistry {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "churn";

  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** The registry at this address. */
  public ModelRegistry(URI uri) {
    String text = uri.toString();
    this.base =
        (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/api/2.0/mlflow/";
  }

  /** Registers a version that was trained on a snapshot of a table; gives its number. */
  public String register(String asset, long snapshot) throws IOException {
    JsonNode run =
        post(
            "runs/create",
            Map.of("experiment_id", "0", "start_time", 1, "run_name", "churn training"));
    String id = run.at("/run/info/run_id").asText();
    String artifacts = run.at("/run/info/artifact_uri").asText();
    if (!exists()) {
      post("registered-models/create", Map.of("name", MODEL));
    }
    JsonNode version =
        post(
            "model-versions/create",
            Map.of(
                "name",
                MODEL,
                "source",
                artifacts + "/model",
                "run_id",
                id,
                "tags",
                List.of(tag("lethe.dataset.0", "iceberg:" + asset + "@" + snapshot))));
    post("runs/update", Map.of("run_id", id, "status", "FINISHED", "end_time", 2));
    return version.at("/model_version/version").asText();
  }

  /** How many versions are marked as trained on people who are gone, each with a deadline. */
  public long marked() throws IOException {
    String filter = URLEncoder.encode("name='" + MODEL + "'", StandardCharsets.UTF_8);
    JsonNode versions = get("model-versions/search?filter=" + filter).path("model_versions");
    long marked = 0;
    for (JsonNode version : versions) {
      marked +=
          has(version, "lethe.status", "affected") && has(version, "lethe.deadline", null) ? 1 : 0;
    }
    return marked;
  }

  private static boolean has(JsonNode version, String key, @Nullable String value) {
    for (JsonNode tag : version.path("tags")) {
      if (tag.path("key").asText().equals(key)) {
        return value == null || tag.path("value").asText().equals(value);
      }
    }
    return false;
  }

  private boolean exists() throws IOException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(base + "registered-models/get?name=" + MODEL)).GET());
    return answer.statusCode() == 200;
  }

  private static Map<String, String> tag(String key, String value) {
    return Map.of("key", key, "value", value);
  }

  private JsonNode get(String path) throws IOException {
    return accepted(send(HttpRequest.newBuilder(URI.create(base + path)).GET()));
  }

  private JsonNode post(String path, Map<String, ?> body) throws IOException {
    return accepted(
        send(
            HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(
          request.timeout(Duration.ofMinutes(1)).build(),
          BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while calling MLflow", e);
    }
  }

  private static JsonNode accepted(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException("MLflow answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
