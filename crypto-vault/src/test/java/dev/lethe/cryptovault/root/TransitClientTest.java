package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors in the shapes a transit server answers them, which a healthy one would not give. */
class TransitClientTest {
  private static final String HEALTHY_TOKEN = "{\"data\":{\"ttl\":0,\"creation_ttl\":0}}";
  private static final String KEYS = "200 {\"data\":{\"keys\":[\"lethe.default.epoch.1\"]}}";
  @TempDir Path folder;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, List<String>> answers = new ConcurrentHashMap<>();
  private HttpServer server;
  private Path token;

  @BeforeEach
  void startServer() throws IOException {
    token = Files.writeString(folder.resolve("token"), "marked-token");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
          asked.add(call);
          var planned = answers.getOrDefault(call, List.of("404 {\"errors\":[]}"));
          var next = planned.size() > 1 ? planned.removeFirst() : planned.getFirst();
          if (next.equals("silence")) {
            pause();
          }
          var body = next.substring(Math.min(4, next.length())).getBytes(UTF_8);
          exchange.getRequestBody().readAllBytes();
          if (next.startsWith("307")) {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/v1/elsewhere");
          }
          exchange.sendResponseHeaders(
              next.equals("silence") ? 200 : Integer.parseInt(next.substring(0, 3)),
              body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    plan("GET /v1/auth/token/lookup-self", "200 " + HEALTHY_TOKEN);
    plan("LIST /v1/transit/keys", KEYS);
  }

  private static void pause() {
    try {
      Thread.sleep(1_500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private void plan(String call, String... statusAndBody) {
    answers.put(call, new ArrayList<>(List.of(statusAndBody)));
  }

  private TransitSettings settings() {
    return new TransitSettings(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        "transit",
        Optional.empty(),
        token,
        Optional.empty(),
        Duration.ofSeconds(1));
  }

  private TransitRootKeyStore open() {
    return TransitRootKeyStore.open(settings(), new Tenant("default"), InstantSource.system());
  }

  @Test
  void passingTroubleIsTriedAgain() {
    plan("LIST /v1/transit/keys", "500 marked", "429 marked", KEYS);
    assertThat(open().epochs()).containsExactly(1L);
    assertThat(asked).filteredOn("LIST /v1/transit/keys"::equals).hasSize(4);
  }

  @Test
  void lastingTroubleIsToldWithItsReason() {
    for (var each :
        Map.of(
                "500 marked", "fails with status 500",
                "503 marked", "is sealed",
                "307 marked", "points elsewhere",
                "403 marked", "refuses the token",
                "400 marked", "no transit engine",
                "200 marked", "no JSON object",
                "200 {\"data\":{\"keys\":7}}", "an unknown form",
                "429 marked", "fails with status 429",
                "404 {\"errors\":[\"no handler for route\"]}", "no transit engine",
                "silence", "is not reached")
            .entrySet()) {
      plan("LIST /v1/transit/keys", each.getKey());
      assertThatExceptionOfType(RootKeyException.class)
          .as(each.getKey())
          .isThrownBy(this::open)
          .withMessageContaining(each.getValue())
          .satisfies(e -> assertThat(e.toString()).doesNotContain("marked"));
    }
  }

  @Test
  void refusedTokenIsReplacedByTheOneInItsFile() throws IOException {
    var store = open();
    plan("LIST /v1/transit/keys", "403 ", KEYS);
    Files.writeString(token, "marked-next");
    assertThat(store.epochs()).containsExactly(1L);
  }

  @Test
  void serverThatKeepsADeletedKeyIsNotBelieved() {
    var store = open();
    plan("POST /v1/transit/keys/lethe.default.destroyed.1", "204 ");
    plan("GET /v1/transit/keys/lethe.default.destroyed.1", "200 " + kept());
    plan("POST /v1/transit/keys/lethe.default.epoch.1/config", "204 ");
    plan("DELETE /v1/transit/keys/lethe.default.epoch.1", "204 ");
    plan("GET /v1/transit/keys/lethe.default.epoch.1", "200 " + kept());
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> store.destroy(1))
        .withMessageContaining("still has the key");
    assertThat(asked)
        .containsSubsequence(
            "POST /v1/transit/keys/lethe.default.destroyed.1",
            "POST /v1/transit/keys/lethe.default.epoch.1/config",
            "DELETE /v1/transit/keys/lethe.default.epoch.1");
  }

  private static String kept() {
    return "{\"data\":{\"type\":\"aes256-gcm96\",\"derived\":false,\"exportable\":false,"
        + "\"allow_plaintext_backup\":false}}";
  }

  @Test
  void answersThatHoldNoPageAreRefused() {
    var store = open();
    var decrypt = "POST /v1/transit/decrypt/lethe.default.epoch.1";
    var sealed = "vault:v1:QUJD".getBytes(UTF_8);
    for (var answer : List.of("200 {}", "200 {\"plaintext\":\"#\"}", "418 marked")) {
      plan(decrypt, answer);
      assertThatExceptionOfType(RootKeyException.class)
          .isThrownBy(() -> store.open(1, sealed, new byte[1]))
          .isNotInstanceOf(CorruptPageException.class);
    }
    plan(decrypt, "400 {\"errors\":[\"cipher: message authentication failed\"]}");
    assertThatExceptionOfType(CorruptPageException.class)
        .isThrownBy(() -> store.open(1, sealed, new byte[1]));
  }

  @Test
  void serverThatIsNotThereIsTold() {
    var there = settings();
    server.stop(0);
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(
            () -> TransitRootKeyStore.open(there, new Tenant("default"), InstantSource.system()))
        .withMessage("the transit server is not reached");
  }

  @Test
  void settingsThatAreUnsafeOrMakeNoSenseAreRefused() {
    for (var address : List.of("http://bao.example:8200", "ftp://127.0.0.1", "bao")) {
      invalid(address, "transit", "team");
    }
    invalid("https://bao.example", "../sys", "team");
    invalid("https://bao.example", "", "team");
    invalid("https://bao.example", "transit", "a b");
  }

  private void invalid(String address, String mount, String namespace) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new TransitSettings(
                URI.create(address),
                mount,
                Optional.of(namespace),
                token,
                Optional.empty(),
                Duration.ofSeconds(1)));
  }

  @Test
  void tokenFilesWithoutATokenAndEmptyAuthoritiesAreTold() throws IOException {
    Files.writeString(token, "two words\n");
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(this::open)
        .withMessage("the transit token file holds no token");
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> TrustedAuthorities.of(token))
        .withMessageStartingWith("the file of certificates");
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> TrustedAuthorities.of(folder.resolve("none")))
        .withMessageStartingWith("the file of certificates");
  }
}
