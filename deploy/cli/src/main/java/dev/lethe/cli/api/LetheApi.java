package dev.lethe.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Calls Lethe. A call that fails in passing is repeated a few times, later each time and not before
 * Lethe says ({@code Retry-After}); a write keeps its idempotency key over the repeats, so it is
 * done once. A token that is refused is renewed once. Safe for many threads.
 */
public final class LetheApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIGNED_OUT = 401;
  private static final int ATTEMPTS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final String base;
  private final TokenSource tokens;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** A client of the service at this address. */
  public LetheApi(String url, TokenSource tokens) {
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.tokens = tokens;
  }

  /** A connection of its own for many large bodies one after the other. */
  public ApiConnection connect() throws IOException {
    return new ApiConnection(URI.create(base), tokens);
  }

  /** Reads a resource. */
  public JsonNode get(String path) throws ApiException {
    return json(send("GET", path, null, "application/json", null));
  }

  /** Reads a resource as text. */
  public String text(String path) throws ApiException {
    return send("GET", path, null, "*/*", null);
  }

  /** Every item of a paged list. */
  public List<JsonNode> all(String path) throws ApiException {
    List<JsonNode> items = new ArrayList<>();
    String first = path + (path.contains("?") ? "&" : "?") + "limit=500";
    String next = first;
    while (next != null) {
      JsonNode page = get(next);
      page.path("items").forEach(items::add);
      String cursor = page.path("next").asText("");
      next = page.path("next").isTextual() ? first + "&after=" + cursor : null;
    }
    return items;
  }

  /** Sends JSON to be worked on. */
  public JsonNode post(String path, Object body) throws ApiException {
    return json(send("POST", path, text(body), "application/json", "application/json"));
  }

  /** Sends JSON to be worked on and takes the answer as it stands. */
  public String postForText(String path, Object body) throws ApiException {
    return send("POST", path, text(body), "application/json", "application/json");
  }

  /** Sends JSON that replaces what is there. */
  public JsonNode put(String path, Object body) throws ApiException {
    return json(send("PUT", path, text(body), "application/json", "application/json"));
  }

  /** Sends a data set file. */
  public JsonNode putYaml(String path, String yaml) throws ApiException {
    return json(send("PUT", path, yaml, "application/json", "application/yaml"));
  }

  /** Sends lines of JSON and takes the answer's lines, one for each. */
  public List<JsonNode> postLines(String path, String lines) throws ApiException {
    String answer = send("POST", path, lines, "application/x-ndjson", "application/x-ndjson");
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : answer.split("\n")) {
      if (!line.isBlank()) {
        nodes.add(json(line));
      }
    }
    return nodes;
  }

  private String send(
      String method, String path, @Nullable String body, String accept, @Nullable String type)
      throws ApiException {
    String key = UUID.randomUUID().toString();
    boolean renewed = false;
    for (int attempt = 1; ; attempt++) {
      try {
        return once(method, path, body, accept, type, key);
      } catch (ApiException e) {
        if (e.status() == SIGNED_OUT && !renewed) {
          renewed = true;
          tokens.renew();
        } else if (e.passing() && attempt < ATTEMPTS) {
          sleep(backoff.after(attempt, e.retryAfter()));
        } else {
          throw e;
        }
      }
    }
  }

  private String once(
      String method,
      String path,
      @Nullable String body,
      String accept,
      @Nullable String type,
      String key)
      throws ApiException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + tokens.token().reveal())
            .header("Accept", accept)
            .method(method, publisher(body));
    if (type != null) {
      request.header("Content-Type", type).header("Idempotency-Key", key);
    }
    try {
      return accepted(http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new ApiException(
          "Lethe at " + base + " was not reached (" + e.getClass().getSimpleName() + ").", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("Interrupted.", e);
    }
  }

  private static BodyPublisher publisher(@Nullable String body) {
    return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
  }

  private static String accepted(HttpResponse<String> answer) throws ApiException {
    if (answer.statusCode() / 100 == 2) {
      return answer.body();
    }
    JsonNode problem = problem(answer.body());
    String title = problem.path("title").asText("Lethe answered " + answer.statusCode());
    String detail = problem.path("detail").asText("");
    throw new ApiException(
        answer.statusCode(),
        problem.path("type").asText(null),
        answer.headers().firstValue("Retry-After").map(LetheApi::seconds).orElse(null),
        detail.isEmpty() ? title + "." : title + ": " + detail);
  }

  // The other form of the header, a date, would need the service's clock.
  private static @Nullable Duration seconds(String text) {
    return text.matches("\\d{1,6}") ? Duration.ofSeconds(Integer.parseInt(text)) : null;
  }

  private static JsonNode problem(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static JsonNode json(String body) throws ApiException {
    try {
      return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ApiException("Lethe's answer is not JSON.", e);
    }
  }

  private static String text(Object body) throws ApiException {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new ApiException("The call cannot be written as JSON.", e);
    }
  }

  private static void sleep(Duration pause) throws ApiException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("Interrupted.", e);
    }
  }
}
