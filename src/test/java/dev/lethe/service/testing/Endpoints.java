package dev.lethe.service.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The endpoints of the running service, read from its own OpenAPI description. */
public final class Endpoints {
  private static final String NOBODY = "00000000000000000000000000";

  private Endpoints() {}

  /**
   * One method of one path.
   *
   * @param path with every parameter filled by a well-formed id that nobody has
   * @param mediaType what the body is sent as; null when there is none
   * @param answers the media type of what each status is answered with; empty when there is none
   */
  public record Endpoint(
      String method, String path, @Nullable String mediaType, Map<String, String> answers) {
    public String name() {
      return method + " " + path;
    }

    public boolean takesJson() {
      return "application/json".equals(mediaType);
    }
  }

  public static List<Endpoint> all() {
    try {
      JsonNode api = new ObjectMapper().readTree(given().get("/q/openapi?format=json").asString());
      List<Endpoint> endpoints = new ArrayList<>();
      for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
        if (path.getKey().startsWith("/api/")) {
          for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
            endpoints.add(endpoint(path.getKey(), method.getKey(), method.getValue()));
          }
        }
      }
      return endpoints;
    } catch (IOException e) {
      throw new IllegalStateException("The service's description is not JSON", e);
    }
  }

  private static Endpoint endpoint(String path, String method, JsonNode operation) {
    JsonNode content = operation.path("requestBody").path("content");
    String mediaType = null;
    if (content.has("application/json")) {
      mediaType = "application/json";
    } else if (content.fieldNames().hasNext()) {
      mediaType = content.fieldNames().next();
    }
    return new Endpoint(method.toUpperCase(Locale.ROOT), fill(path), mediaType, answers(operation));
  }

  private static Map<String, String> answers(JsonNode operation) {
    Map<String, String> answers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      var types = answer.getValue().path("content").fieldNames();
      answers.put(answer.getKey(), types.hasNext() ? types.next() : "");
    }
    return answers;
  }

  private static String fill(String path) {
    return path.replaceAll("/customers/\\{[^}]+}", "/customers/cus_" + NOBODY)
        .replaceAll("/requests/\\{[^}]+}", "/requests/req_" + NOBODY)
        .replaceAll("/profiles/\\{[^}]+}", "/profiles/prf_" + NOBODY)
        .replaceAll("\\{[^}]+}", "nobody");
  }
}
