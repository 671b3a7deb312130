package dev.lethe.service.fanout.connector.modelregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.service.fanout.connector.ConnectorException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * MLflow's REST interface; tells trouble that may pass from trouble that stays, and repeats no text
 * of the server.
 */
final class MlflowHttp implements AutoCloseable {

  private static final Pattern ERROR_CODE = Pattern.compile("[A-Z_]{3,64}");
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final ModelRegistrySettings settings;
  private final URI api;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  MlflowHttp(ModelRegistrySettings settings) {
    this.settings = settings;
    this.api = settings.trackingUri().resolve("api/2.0/mlflow/");
  }

  JsonNode get(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return send(HttpRequest.newBuilder(api.resolve(path + "?" + query)).GET());
  }

  JsonNode post(String path, Map<String, String> body) {
    try {
      return send(
          HttpRequest.newBuilder(api.resolve(path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    } catch (JsonProcessingException impossible) {
      throw ConnectorException.permanent(text("could not write a request"), impossible);
    }
  }

  private JsonNode send(HttpRequest.Builder request) {
    settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try {
      HttpResponse<String> answer =
          client.send(request.timeout(settings.timeout()).build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw failure(answer);
      }
      return json.readTree(answer.body());
    } catch (JsonProcessingException garbled) {
      throw ConnectorException.transientTrouble(text("answered something else than JSON"), garbled);
    } catch (IOException trouble) {
      throw ConnectorException.transientTrouble(
          text("is not reachable: " + trouble.getClass().getSimpleName()), trouble);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ConnectorException.transientTrouble(text("was interrupted"), stopped);
    }
  }

  private ConnectorException failure(HttpResponse<String> answer) {
    int status = answer.statusCode();
    String what = text("answered %d %s".formatted(status, errorCode(answer.body()))).strip();
    boolean passing = status >= 500 || status == 429 || status == 408;
    return passing
        ? ConnectorException.transientTrouble(what, null)
        : ConnectorException.permanent(what, null);
  }

  /** The server's code for the error; its message is left out, for it may repeat what was sent. */
  private String errorCode(String body) {
    try {
      String code = json.readTree(body).path("error_code").asText("");
      return ERROR_CODE.matcher(code).matches() ? code : "";
    } catch (JsonProcessingException noJson) {
      return "";
    }
  }

  private String text(String what) {
    return "model registry %s %s".formatted(settings.target(), what);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
