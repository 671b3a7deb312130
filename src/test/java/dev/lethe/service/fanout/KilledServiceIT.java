package dev.lethe.service.fanout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.cryptovault.proof.ReceiptVerifier;
import dev.lethe.cryptovault.proof.Verdict;
import dev.lethe.cryptovault.proof.VerifyingKey;
import dev.lethe.service.request.People;
import dev.lethe.service.request.RequestClient;
import dev.lethe.service.testing.Databases;
import dev.lethe.service.testing.SignIn;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Kills the packaged service (SIGKILL) in the middle of erasures and starts it again on the same
 * databases.
 */
class KilledServiceIT {
  private static final Path JAR = Path.of("..", "target", "quarkus-app", "quarkus-run.jar");
  private static final int KILLS = 5;

  private final Databases databases = new Databases();
  private final SignIn signIn = new SignIn();
  private final Map<String, String> settings = new HashMap<>();
  private @Nullable Process service;

  @BeforeEach
  void startEverything() throws IOException {
    settings.putAll(databases.start());
    settings.putAll(signIn.start());
    int port = freePort();
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("lethe.fanout.lease", "PT2S");
    settings.put("lethe.fanout.poll", "PT0.2S");
    RestAssured.port = port;
    startService();
  }

  @AfterEach
  void stopEverything() throws InterruptedException {
    kill();
    signIn.stop();
    databases.stop();
  }

  @Test
  void serviceKilledAgainAndAgainAnswersEveryRequestOnce() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      requests.add(RequestClient.planned("delete", People.withTwoRecords().email()));
    }
    for (String id : requests) {
      RequestClient.approve(id).then().statusCode(200);
      Thread.sleep(random.nextInt(600));
      kill();
      startService();
    }
    String pem = given().get("/api/v1/keys/receipt").path("public_key_pem");
    ReceiptVerifier verifier = new ReceiptVerifier(VerifyingKey.fromPem(pem));
    for (String id : requests) {
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertThat(RequestClient.state(id)).isEqualTo("COMPLETED"));
      assertThat(events(id).values()).as("seed %d: %s", seed, events(id)).containsOnly(1L);
      Verdict verdict =
          verifier.check(RequestClient.read(SignIn.officer(), "/" + id + "/receipt").asString());
      assertThat(verdict.valid()).as("seed %d: %s", seed, verdict.findings()).isTrue();
    }
  }

  private static Map<String, Long> events(String id) {
    List<String> actions =
        RequestClient.read(SignIn.officer(), "/" + id + "/history").path("items.action");
    return actions.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private void startService() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", JAR.toString()));
    File log = new File("../target/killed-service.log");
    service =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptionsMatching(ConnectException.class::isInstance)
        .until(() -> given().get("/api/v1/keys/receipt").statusCode() == 200);
  }

  private void kill() throws InterruptedException {
    Process running = service;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
