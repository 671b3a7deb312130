package dev.lethe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers like Lethe's profile endpoint, and remembers what it was asked. */
final class StubService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String BLOCKING =
      """
      {"sampled": 20000, "pairs": 31415, "rules": [{"rule": "email", "cap": 60, "values": 1200,
       "pairs": 4711, "too_common": 3, "biggest": [250, 80], "found": 900, "only": 12}]}
      """;

  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<String> idempotencyKeys = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  final List<JsonNode> retokenized = new CopyOnWriteArrayList<>();
  final List<JsonNode> keyCalls = new CopyOnWriteArrayList<>();
  final List<JsonNode> profiles = new CopyOnWriteArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final HttpServer server;
  private volatile int failFrom = Integer.MAX_VALUE;
  private volatile int failWith = 503;
  private volatile int failures;

  StubService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/profiles", this::profiles);
    server.createContext("/api/v1/sources/", exchange -> answer(exchange, 200, "{}"));
    server.createContext("/api/v1/identity/blocking", exchange -> answer(exchange, 200, BLOCKING));
    server.createContext("/api/v1/tokens/retokenize", this::retokenize);
    server.createContext("/api/v1/keys/", this::keys);
    server.createContext("/protocol/openid-connect/token", this::token);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers this status to calls after the first few, a number of times. */
  void fail(int afterCalls, int status, int times) {
    failFrom = afterCalls;
    failWith = status;
    failures = times;
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add("token " + form);
    answer(exchange, 200, "{\"access_token\":\"minted\",\"expires_in\":300}");
  }

  /** Answers as a proposal, a signed text, an opened or a done import would. */
  private void keys(HttpExchange exchange) throws IOException {
    keyCalls.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("exports/exp_1/confirmation") || path.endsWith("/statement")) {
      answer(exchange, 200, "{\"receipt\":{\"b\":1.0,\"a\":2}}");
    } else {
      answer(
          exchange,
          200,
          "{\"id\":\"id_1\",\"recipient_public_key\":\"PEM\",\"keys\":[\"k\",\"l\"],"
              + "\"imported\":2,\"present\":1}");
    }
  }

  /** Makes {@code x} from {@code old-x}, and refuses every other token. */
  private void retokenize(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    retokenized.add(body);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode tokens = answer.putArray("token");
    ObjectNode problems = answer.putObject("problems");
    if (body.has("key")) {
      ArrayNode keys = answer.putArray("key");
      body.path("key").forEach(key -> keys.add("new-" + key.asText()));
    }
    for (JsonNode token : body.path("token")) {
      if (token.asText().startsWith("old-")) {
        tokens.add(token.asText().substring(4));
      } else {
        problems
            .putObject(Integer.toString(tokens.size()))
            .put("type", "urn:lethe:problem:key-destroyed")
            .put("detail", "The person's data has been erased.");
        tokens.addNull();
      }
    }
    answer(exchange, 200, answer.toString());
  }

  private synchronized void profiles(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    idempotencyKeys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    if (calls.size() >= failFrom && failures > 0) {
      failures--;
      answer(exchange, failWith, "{\"type\":\"t\",\"title\":\"Not now\",\"detail\":\"try later\"}");
      return;
    }
    answer(exchange, 200, taken(JSON.readTree(body)).toString());
  }

  private ObjectNode taken(JsonNode batch) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("items");
    int created = 0;
    int rejected = 0;
    for (int index = 0; index < batch.size(); index++) {
      JsonNode profile = batch.get(index);
      boolean bad = profile.at("/attributes/email/0").asText().equals("bad");
      ObjectNode item = items.addObject().put("index", index);
      item.put("outcome", bad ? "rejected" : "created");
      if (bad) {
        item.putObject("problem").put("title", "Invalid").put("detail", "email is not an address");
        rejected++;
      } else {
        profiles.add(profile);
        created += known.add(profile.path("source_key").asText()) ? 1 : 0;
      }
    }
    int rest = batch.size() - created - rejected;
    return answer
        .put("created", created)
        .put("updated", 0)
        .put("unchanged", rest)
        .put("rejected", rejected);
  }

  private void answer(HttpExchange exchange, int status, String json) throws IOException {
    calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    @Nullable String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null) {
      authorizations.add(authorization);
    }
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  List<String> sourceKeys() {
    List<String> keys = new ArrayList<>();
    profiles.forEach(profile -> keys.add(profile.path("source_key").asText()));
    return keys;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
