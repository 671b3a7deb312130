package dev.lethe.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples that the service's own description shows against the running service. */
@LetheTest
class CallExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final IdentityService identity;
  @TempDir Path folder;

  @TestHTTPResource("/")
  URI service = URI.create("");

  private String profile = "";

  CallExamplesTest(IdentityService identity) {
    this.identity = identity;
  }

  @BeforeEach
  void makeProfile() throws IOException {
    Given.sources("web", "anonymous");
    Given.retailCatalog();
    profile = Given.profiles(identity, 1).getFirst().id().toString();
  }

  @Test
  void examplesWithCurlWork() throws Exception {
    examplesWork("curl", "bash", "-c");
  }

  @Test
  void examplesInPythonWork() throws Exception {
    examplesWork("Python", "python3", "-c");
  }

  private void examplesWork(String label, String... interpreter) throws Exception {
    for (var tool : List.of(interpreter[0], label.equals("curl") ? "curl" : interpreter[0])) {
      boolean there = isThere(tool);
      if (!there) {
        System.out.println("The examples with " + label + " are not run: there is no " + tool);
      }
      assumeTrue(there, "there is no " + tool);
    }
    String pipeline = SignIn.pipeline();
    String officer = SignIn.officer();
    var tokens = run(label, "/api/v1/tokens", pipeline, "", interpreter);
    var sealed =
        tokens.has("items") ? tokens.at("/items/0/token").asText() : tokens.at("/token/0").asText();
    assertThat(sealed).hasSizeGreaterThan(40);
    assertThat(run(label, "/api/v1/tokens/reveal", officer, sealed, interpreter).findValue("value"))
        .isNotNull();
    var rotation = run(label, "/api/v1/keys/rotations", officer, "", interpreter);
    assertThat(rotation.path("rotated").asInt()).isEqualTo(1);
    var again = run(label, "/api/v1/tokens/retokenize", pipeline, sealed, interpreter);
    var anew =
        again.has("items") ? again.at("/items/0/token").asText() : again.at("/token/0").asText();
    assertThat(anew).hasSameSizeAs(sealed).isNotEqualTo(sealed);
    var event = run(label, "/api/v1/datasets/{dataset}/pseudonymize", pipeline, "", interpreter);
    assertThat(event.path("profile").asText()).startsWith("prf_");
  }

  private JsonNode run(
      String label, String path, String token, String sealed, String... interpreter)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(interpreter));
    command.add(source(label, path));
    var out = Files.createTempFile(folder, "out", "");
    var process = new ProcessBuilder(command);
    process
        .environment()
        .putAll(
            Map.of(
                "LETHE", service.toString().replaceAll("/$", ""),
                "TOKEN", token,
                "PROFILE", profile,
                "SEALED", sealed,
                "EVENTS", events().toString()));
    process.redirectErrorStream(true).redirectOutput(out.toFile());
    int exit = process.start().waitFor();
    var said = Files.readString(out);
    assertThat(exit).as(label + " of " + path + " said " + said).isZero();
    return JSON.readTree(said);
  }

  private Path events() throws IOException {
    var event =
        "{\"event_id\":\"e1\",\"event_type\":\"view\",\"timestamp\":\"2026-11-22T10:00:00Z\","
            + "\"customer_id\":\"c-"
            + UUID.randomUUID()
            + "\",\"session_id\":\"s1\"}\n";
    return Files.writeString(folder.resolve("events.ndjson"), event, StandardCharsets.UTF_8);
  }

  private static String source(String label, String path) throws IOException {
    var api = JSON.readTree(given().get("/q/openapi?format=json").asString());
    for (var sample : api.path("paths").path(path).path("post").path("x-codeSamples")) {
      if (sample.path("label").asText().equals(label)) {
        return sample.path("source").asText();
      }
    }
    throw new AssertionError(path + " shows no example with " + label);
  }

  private static boolean isThere(String tool) throws InterruptedException {
    try {
      return new ProcessBuilder(tool, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
