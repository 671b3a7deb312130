package dev.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as the service describes its API. */
final class ModelsCommandTest {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;

  @TempDir private Path folder = Path.of("");

  ModelsCommandTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/identity", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void modelsAreListedWithTheActiveOneMarked() {
    assertThat(models("list").out())
        .contains("* retail-3")
        .contains("  ours-2")
        .contains("uploaded");
  }

  @Test
  void aModelIsShownAsItWasTakenIn() {
    assertThat(models("show", "ours-2").out()).contains("\"minimum_population\" : 7");
  }

  @Test
  void uploadingSendsTheFileAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("model.json"), "{\"id\":\"ours-3\"}");

    Run run = models("upload", file);

    assertThat(run.out()).contains("ours-3 is kept");
    assertThat(calls).containsExactly("POST /api/v1/identity/models {\"id\":\"ours-3\"}");
    Path noJson = Files.writeString(folder.resolve("people.csv"), "a,b");
    assertThat(models("upload", noJson).exit()).isEqualTo(2);
  }

  @Test
  void comparisonShowsWeightsSideBySideAndHowDecisionsDiffer() {
    Run run = models("compare", "retail-3", "ours-2", "--seed", "5");

    assertThat(run.out())
        .containsPattern("email +exact +\\+9.50 +-")
        .contains("1,000 stored pairs: 4 one person only for retail-3, 6 only for ours-2 (1.00 %");
    assertThat(calls)
        .containsExactly("GET /api/v1/identity/models/retail-3/comparison?with=ours-2&seed=5 ");
  }

  @Test
  void activatingNeedsAReason() {
    assertThat(models("activate", "ours-2").exit()).isEqualTo(2);
    assertThat(calls).isEmpty();

    assertThat(models("activate", "ours-2", "--reason", "fits our shops").out())
        .contains("ours-2 is in force");
    assertThat(calls)
        .containsExactly(
            "POST /api/v1/identity/models/ours-2/activation {\"reason\":\"fits our shops\"}");
  }

  @Test
  void trainingIsFollowedToItsEnd() {
    Run run = models("train", "ours-4", "--seed", "9");

    assertThat(run.err()).contains("reading profiles: 50 %");
    assertThat(run.out()).contains("ours-4 is trained and kept");
    assertThat(calls.getFirst())
        .startsWith("POST /api/v1/identity/trainings")
        .contains("\"model\":\"ours-4\"")
        .contains("\"seed\":9");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().toString();
    calls.add(exchange.getRequestMethod() + " " + path + " " + body);
    byte[] answer = json(exchange.getRequestMethod(), path).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String json(String method, String path) {
    if (path.contains("/comparison")) {
      return """
      {"levels":[{"field":"email","level":"exact","left":9.5,"right":null}],
       "decisions":{"pairs":1000,"left_only":4,"right_only":6,"share":0.01}}
      """;
    }
    if (path.contains("/trainings")) {
      String end = asked.getAndIncrement() == 0 ? "null" : "\"2026-11-22T10:00:00Z\"";
      return """
      {"id":"3","model":"ours-4","stage":"%s","step":"profiles","done":0.5,
       "finished_at":%s}
      """
          .formatted(asked.get() == 1 ? "reading" : "stored", end);
    }
    if (path.endsWith("/activation")) {
      return "{\"id\":\"ours-2\"}";
    }
    if (path.endsWith("/ours-2")) {
      return "{\"id\":\"ours-2\",\"model\":{\"minimum_population\":7}}";
    }
    return method.equals("POST")
        ? "{\"id\":\"ours-3\"}"
        : """
        {"items":[{"id":"retail-3","origin":"shipped","active":true},
                  {"id":"ours-2","origin":"uploaded","active":false}],"next":null}
        """;
  }

  private Run models(Object... words) {
    Map<String, String> env =
        Map.of(
            "LETHE_TOKEN", "t", "LETHE_URL", "http://127.0.0.1:" + server.getAddress().getPort());
    Object[] all = new Object[words.length + 1];
    all[0] = "models";
    System.arraycopy(words, 0, all, 1, words.length);
    return Run.lethe(env, all);
  }
}
