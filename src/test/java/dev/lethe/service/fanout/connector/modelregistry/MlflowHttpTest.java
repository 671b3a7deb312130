package dev.lethe.service.fanout.connector.modelregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.lethe.service.fanout.connector.ConnectorException;
import dev.lethe.service.fanout.connector.TargetSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Errors in the shapes an MLflow server answers them, which a healthy one would not give when
 * asked.
 */
class MlflowHttpTest {

  private final HttpServer server;
  private final AtomicReference<String> authorization = new AtomicReference<>("");
  private int status = 200;
  private String body = "{}";
  private long delay;

  MlflowHttpTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          String sent = exchange.getRequestHeaders().getFirst("Authorization");
          authorization.set(sent == null ? "" : sent);
          try {
            Thread.sleep(delay);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void overloadAndFaultsMayBeTriedAgain() {
    for (int passing : new int[] {408, 429, 500, 502, 503, 504}) {
      status = passing;
      body = "<html>upstream</html>";
      assertThat(failure(Map.of()).retryable()).as("status %d", passing).isTrue();
    }
  }

  @Test
  void refusalsAreFinalAndRepeatNoTextOfTheServer() {
    status = 404;
    body =
        "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"Registered Model with"
            + " name=maria.schmidt not found\"}";
    ConnectorException failure = failure(Map.of());
    assertThat(failure.retryable()).isFalse();
    assertThat(failure).hasMessageContaining("404 RESOURCE_DOES_NOT_EXIST");
    assertThat(failure.getMessage()).doesNotContain("maria");
    status = 401;
    body = "";
    assertThat(failure(Map.of()).retryable()).isFalse();
  }

  @Test
  void answerThatIsNoJsonMayBeTriedAgain() {
    body = "<html>login</html>";
    assertThat(failure(Map.of()).retryable()).isTrue();
  }

  @Test
  void silenceEndsAtTheTimeout() {
    delay = 5_000;
    ConnectorException failure = failure(Map.of("timeout", "PT0.3S"));
    assertThat(failure.retryable()).isTrue();
    assertThat(failure).hasMessageContaining("HttpTimeoutException");
  }

  @Test
  void nobodyListeningMayBeTriedAgain() {
    server.stop(0);
    assertThat(failure(Map.of()).retryable()).isTrue();
  }

  @Test
  void tokenIsSentAndNeverPrinted() {
    body = "{\"registered_models\": []}";
    var settings = settings(Map.of("token", "s3cret-token"));
    try (var http = new MlflowHttp(settings)) {
      assertThat(new ModelCatalog(http, 10).models()).isEmpty();
    }
    assertThat(authorization.get()).isEqualTo("Bearer s3cret-token");
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  private ConnectorException failure(Map<String, String> more) {
    try (var http = new MlflowHttp(settings(more))) {
      return catchThrowableOfType(
          ConnectorException.class, () -> new ModelCatalog(http, 10).models());
    }
  }

  private ModelRegistrySettings settings(Map<String, String> more) {
    var values = new HashMap<>(more);
    values.put("tracking-uri", "http://127.0.0.1:" + server.getAddress().getPort());
    return ModelRegistrySettings.of(new TargetSettings("models", values));
  }
}
