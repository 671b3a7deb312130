package dev.lethe.service.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Calls of every endpoint in which each text that the service's own description asks for is a mark,
 * so that whatever is wrong with them is wrong beside a value that can be searched for.
 */
public final class MarkedBodies {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 6;

  private final JsonNode api;
  private final String mark;

  private MarkedBodies(JsonNode api, String mark) {
    this.api = api;
    this.mark = mark;
  }

  /** One call; without a media type it has no body. */
  public record Call(String method, String path, String mediaType, byte[] body) {}

  /** Marked calls of every endpoint, several for those that take a body. */
  public static List<Call> all(String mark) throws IOException {
    var api = new ObjectMapper().readTree(given().get("/q/openapi?format=json").asString());
    return new MarkedBodies(api, mark).calls();
  }

  private List<Call> calls() {
    var calls = new ArrayList<Call>();
    for (var path : api.get("paths").properties()) {
      if (path.getKey().startsWith("/api/")) {
        for (var operation : path.getValue().properties()) {
          add(path.getKey(), operation.getKey(), operation.getValue(), calls);
        }
      }
    }
    return calls;
  }

  private void add(String path, String method, JsonNode operation, List<Call> calls) {
    var content = operation.path("requestBody").path("content");
    var name = method.toUpperCase(Locale.ROOT);
    var marked = path.replaceAll("\\{[^}]+}", mark) + query(operation);
    if (content.isEmpty()) {
      if (!marked.equals(path)) {
        calls.add(new Call(name, marked, "", new byte[0]));
      }
      return;
    }
    for (var type : content.properties()) {
      for (var body : bodies(type.getValue().path("schema"))) {
        calls.add(new Call(name, marked, type.getKey(), body.getBytes(UTF_8)));
      }
    }
  }

  private String query(JsonNode operation) {
    var query = new StringBuilder();
    for (var parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(parameter.path("name").asText())
            .append('=')
            .append(mark);
      }
    }
    return query.toString();
  }

  /** A body of the right form, and that one spoilt in ways of which each is found elsewhere. */
  private List<String> bodies(JsonNode schema) {
    var whole = example(schema, 0).toString();
    return List.of(
        whole,
        whole.substring(0, whole.length() - 1),
        whole.replace(mark, mark + "\\u0000" + mark),
        whole.replace(mark, mark + "\\ud800"),
        whole.replace("\"" + mark + "\"", "[\"" + mark + "\"]"),
        whole.replace("\"" + mark + "\"", "{\"" + mark + "\":\"" + mark + "\"}"),
        "{\"" + mark + "\":\"" + mark + "\"}",
        "\"" + mark + "\"",
        mark);
  }

  private JsonNode example(JsonNode given, int depth) {
    var schema = resolved(given);
    var types = schema.path("type");
    var type = types.isArray() ? types.path(0).asText() : types.asText();
    return switch (type) {
      case "object" -> object(schema, depth);
      case "array" ->
          depth > DEEPEST
              ? NODES.arrayNode()
              : NODES.arrayNode().add(example(schema.path("items"), depth + 1));
      case "integer", "number" -> NODES.numberNode(1);
      case "boolean" -> NODES.booleanNode(true);
      default -> schema.has("properties") ? object(schema, depth) : NODES.textNode(mark);
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    var object = NODES.objectNode();
    if (depth <= DEEPEST) {
      for (var property : schema.path("properties").properties()) {
        object.set(property.getKey(), example(property.getValue(), depth + 1));
      }
      if (object.isEmpty()) {
        object.put(mark, mark);
      }
    }
    return object;
  }

  private JsonNode resolved(JsonNode schema) {
    var at = schema;
    for (var alternatives : List.of("allOf", "oneOf", "anyOf")) {
      if (at.path(alternatives).size() > 0) {
        at = at.path(alternatives).get(0);
      }
    }
    var reference = at.path("$ref").asText("");
    return reference.isEmpty() ? at : resolved(api.at(reference.substring(1)));
  }
}
