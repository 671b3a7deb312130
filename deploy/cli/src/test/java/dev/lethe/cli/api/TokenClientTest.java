package dev.lethe.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.cli.api.TokenClient.Outcome;
import dev.lethe.cli.api.TokenClient.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that turns each value into the same value in brackets. */
final class TokenClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONG = Duration.ofMinutes(5);

  private final HttpServer server;
  private final List<Integer> sizes = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final AtomicInteger minted = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Semaphore answers = new Semaphore(1_000_000);
  private volatile int refusal = 503;

  TokenClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/tokens", this::tokens);
    server.createContext("/token", this::mint);
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void everyValueGetsItsOwnTokenInCallsOfManyAtMost() throws Exception {
    var asked = new ArrayList<CompletableFuture<Outcome>>();
    try (var client = client(new Settings(50, Duration.ofMillis(20), 100, 3))) {
      for (int i = 0; i < 1_000; i++) {
        asked.add(client.token(value("v" + i)));
      }
    }
    for (int i = 0; i < asked.size(); i++) {
      assertThat(asked.get(i).get()).isEqualTo(new Outcome.Token("[v" + i + "]"));
    }
    assertThat(sizes).allMatch(size -> size <= 50);
    assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(1_000);
  }

  @Test
  void callGoesOutWhenItIsFullOrItsFirstValueHasWaited() throws Exception {
    try (var client = client(new Settings(2, LONG, 10, 1))) {
      var first = client.token(value("a"));
      client.token(value("b"));
      assertThat(first.get()).isEqualTo(new Outcome.Token("[a]"));
    }
    try (var client = client(new Settings(1_000, Duration.ofMillis(1), 10, 1))) {
      assertThat(client.token(value("alone")).get()).isEqualTo(new Outcome.Token("[alone]"));
    }
    assertThat(sizes).containsExactly(2, 1);
  }

  @Test
  void refusedValueFailsAlone() throws Exception {
    try (var client = client(new Settings(3, LONG, 10, 1))) {
      var good = client.token(value("a"));
      var bad = client.token(value("bad"));
      var other = client.token(value("b"));
      assertThat(good.get()).isEqualTo(new Outcome.Token("[a]"));
      assertThat(bad.get())
          .isEqualTo(new Outcome.Refused("urn:lethe:problem:key-destroyed", "erased"));
      assertThat(other.get()).isEqualTo(new Outcome.Token("[b]"));
    }
  }

  @Test
  void callThatIsRefusedInPassingIsRepeated() throws Exception {
    for (int status : new int[] {429, 503}) {
      refusal = status;
      refusals.set(2);
      try (var client = client(new Settings(1, LONG, 10, 1))) {
        assertThat(client.token(value("a")).get()).isEqualTo(new Outcome.Token("[a]"));
      }
      assertThat(refusals).hasValue(0);
    }
  }

  @Test
  void callThatIsRefusedForGoodFailsAllItsValues() throws Exception {
    refusal = 403;
    refusals.set(1);
    try (var client = client(new Settings(2, LONG, 10, 1))) {
      for (var failed : List.of(client.token(value("a")), client.token(value("b")))) {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(failed::get)
            .withCauseInstanceOf(ApiException.class);
      }
      client.token(value("c"));
      assertThat(client.token(value("d")).get()).isEqualTo(new Outcome.Token("[d]"));
    }
  }

  @Test
  void tokenThatIsRefusedIsRenewedOnce() throws Exception {
    refusal = 401;
    refusals.set(1);
    try (var client = client(new Settings(1, LONG, 10, 1))) {
      assertThat(client.token(value("a")).get()).isEqualTo(new Outcome.Token("[a]"));
    }
    assertThat(authorizations).containsExactly("Bearer t1", "Bearer t2");
  }

  @Test
  void whoAsksFasterThanTheServiceAnswersWaits() throws Exception {
    answers.drainPermits();
    var taken = new AtomicInteger();
    var first = new CountDownLatch(1);
    var client = client(new Settings(1, LONG, 5, 1));
    var asking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; i < 50; i++) {
                  client.token(value("v" + i));
                  taken.incrementAndGet();
                  first.countDown();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(first.await(1, TimeUnit.MINUTES)).isTrue();
    // One is on its way, five wait, and the next one's asker does.
    assertThat(asking.join(Duration.ofMillis(300))).isFalse();
    assertThat(taken.get()).isLessThanOrEqualTo(6);
    answers.release(1_000);
    assertThat(asking.join(Duration.ofMinutes(1))).isTrue();
    client.close();
    assertThat(sizes).hasSize(50);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> client.token(value("late")));
  }

  private TokenClient client(Settings settings) {
    var url = "http://127.0.0.1:" + server.getAddress().getPort();
    var tokens =
        OidcTokens.ofClient(
            java.net.URI.create(url + "/token"), "id", new Secret("s"), () -> Instant.EPOCH);
    return new TokenClient(new LetheApi(url, tokens), settings);
  }

  private static TokenClient.Value value(String text) {
    return new TokenClient.Value("prf_1", "email", 2, text);
  }

  private void mint(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    answer(
        exchange,
        200,
        "{\"access_token\":\"t" + minted.incrementAndGet() + "\",\"expires_in\":300}");
  }

  private void tokens(HttpExchange exchange) throws IOException {
    var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    answers.acquireUninterruptibly();
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    if (refusals.get() > 0) {
      refusals.decrementAndGet();
      exchange.getResponseHeaders().add("Retry-After", "0");
      answer(exchange, refusal, "{\"title\":\"Not now\"}");
      return;
    }
    sizes.add(body.path("items").size());
    var answer = JSON.createObjectNode();
    var items = answer.putArray("items");
    for (JsonNode item : body.path("items")) {
      var value = item.path("value").asText();
      if (value.equals("bad")) {
        items
            .addObject()
            .putObject("problem")
            .put("type", "urn:lethe:problem:key-destroyed")
            .put("detail", "erased");
      } else {
        items.addObject().put("token", "[" + value + "]");
      }
    }
    answer(exchange, 200, answer.toString());
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
