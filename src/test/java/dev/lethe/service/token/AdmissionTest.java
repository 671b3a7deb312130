package dev.lethe.service.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that are begun and not finished fill the room before the vault. */
@LetheTest
class AdmissionTest {
  private static final String PROBLEM = "urn:lethe:problem:";
  private static final int LARGE = 4 * 1024 * 1024;
  private static final int LARGE_CALLS_OF_ONE_CALLER = 3;
  private static final int STREAMS_OF_ONE_CALLER = 8;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Deque<Socket> open = new ArrayDeque<>();

  @AfterEach
  void closeAll() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    await().atMost(LONG).until(() -> gauge("lethe_tokens_in_flight_bytes") == 0);
    await().atMost(LONG).until(() -> gauge("lethe_tokens_streams") == 0);
  }

  @Test
  void aCallerIsRefusedAboveItsShareWhileOthersAreServed() throws Exception {
    fill("busy");
    empty("busy").then().statusCode(200);
    assertThat(large("busy").statusCode()).isEqualTo(429);
    assertThat(large("busy").headers().firstValue("Retry-After")).hasValue("1");
    assertThat(large("calm").statusCode()).isEqualTo(400);
    assertThat(given().get("/q/metrics").asString())
        .contains("lethe_tokens_refused_total{by=\"caller\",kind=\"call\"}");
  }

  @Test
  void whenAllIsTakenNobodyWaitsForIt() throws Exception {
    fill("one");
    fill("two");
    begin("three", "application/json", "Content-Length: " + LARGE);
    awaitBytes(7L * LARGE);
    var refused = large("four");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.body()).contains(PROBLEM + "overloaded");
    open.pop().close();
    await().atMost(LONG).until(() -> large("four").statusCode() == 400);
  }

  @Test
  void anEndlessNumberOfStreamsIsRefused() throws Exception {
    for (int i = 0; i < STREAMS_OF_ONE_CALLER; i++) {
      begin("streams", "application/x-ndjson", "Transfer-Encoding: chunked");
    }
    await().atMost(LONG).until(() -> gauge("lethe_tokens_streams") == STREAMS_OF_ONE_CALLER);
    stream("streams").then().statusCode(429).body("type", equalTo(PROBLEM + "too-many-requests"));
    stream("others").then().statusCode(200);
    empty("streams").then().statusCode(200);
  }

  @Test
  void aClientThatStopsReadingIsCutOffAndItsPlaceIsFree() throws Exception {
    empty("unread").then().statusCode(200);
    double before = gauge("lethe_tokens_unread_closed_total");
    begin("waits for nothing", "application/x-ndjson", "Transfer-Encoding: chunked");
    var socket = begin("unread", "application/x-ndjson", "Transfer-Encoding: chunked");
    // Each is answered by a problem of some 150 bytes; the stream is left open.
    for (int i = 0; i < 10; i++) {
      send(socket, "null\n".repeat(20_000));
    }
    await().atMost(LONG).until(() -> gauge("lethe_tokens_unread_closed_total") == before + 1);
    await().atMost(LONG).until(() -> gauge("lethe_tokens_streams") == 1);
    stream("others").then().statusCode(200);
  }

  @Test
  void anUploadThatIsBrokenOffIsNoErrorOfTheService() throws Exception {
    var logger = Logger.getLogger("dev.lethe.service.web.ProblemMappers");
    var entries = new CopyOnWriteArrayList<LogRecord>();
    var handler = handler(entries);
    logger.setLevel(Level.FINE);
    logger.addHandler(handler);
    try {
      for (boolean reset : List.of(false, true)) {
        entries.clear();
        var socket = begin("aborted", "application/x-ndjson", "Transfer-Encoding: chunked");
        send(socket, "null\n{\"value\":\"jane@example.org");
        await().atMost(LONG).until(() -> gauge("lethe_tokens_streams") == 1);
        socket.setSoLinger(reset, 0);
        socket.close();
        await().atMost(LONG).until(() -> !entries.isEmpty());
        await().atMost(LONG).until(() -> gauge("lethe_tokens_streams") == 0);
        assertThat(entries)
            .allSatisfy(entry -> {
              assertThat(entry.getLevel().intValue()).isLessThan(Level.INFO.intValue());
              assertThat(entry.getThrown()).isNull();
            });
      }
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(null);
    }
  }

  private static Handler handler(List<LogRecord> entries) {
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            entries.add(entry);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    return handler;
  }

  private static void send(Socket socket, String chunk) throws IOException {
    var text = Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void whoMayNotCallTakesNoRoom() throws Exception {
    var visitor = SignIn.token("visitor", "visitor");
    given()
        .auth()
        .oauth2(visitor)
        .contentType("application/json")
        .body("{\"items\":[]}")
        .post("/api/v1/tokens")
        .then()
        .statusCode(403);
    assertThat(gauge("lethe_tokens_in_flight_bytes")).isZero();
  }

  private void fill(String caller) throws IOException {
    long before = (long) gauge("lethe_tokens_in_flight_bytes");
    for (int i = 0; i < LARGE_CALLS_OF_ONE_CALLER; i++) {
      begin(caller, "application/json", "Content-Length: " + LARGE);
    }
    awaitBytes(before + (long) LARGE_CALLS_OF_ONE_CALLER * LARGE);
  }

  private static void awaitBytes(long bytes) {
    await().atMost(LONG).until(() -> gauge("lethe_tokens_in_flight_bytes") >= bytes);
  }

  /** Sends the head of a call and nothing of its body. */
  private Socket begin(String caller, String type, String length) throws IOException {
    var socket = new Socket("localhost", RestAssured.port);
    open.push(socket);
    var head =
        "POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n%s\r\n\r\n"
            .formatted(token(caller), type, length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** Sends a whole body that is no JSON, as large as one may be. */
  private static HttpResponse<String> large(String caller) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/api/v1/tokens"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + token(caller))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[LARGE]))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static Response empty(String caller) {
    return given()
        .auth()
        .oauth2(token(caller))
        .contentType("application/json")
        .body("{\"items\":[]}")
        .post("/api/v1/tokens");
  }

  private static Response stream(String caller) {
    return given()
        .auth()
        .oauth2(token(caller))
        .contentType("application/x-ndjson")
        .body("null".getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/tokens");
  }

  private static String token(String caller) {
    return SignIn.token(caller, "pipeline");
  }

  private static double gauge(String name) {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }
}
