package dev.lethe.standalone.part;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.OwnerOnlyFile;
import dev.lethe.standalone.home.Secrets;
import dev.lethe.standalone.process.ChildProcess;
import dev.lethe.standalone.process.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** Redis as the online feature store: append-only file on disk, password needed, loopback only. */
public final class RedisPart implements Part {
  private static final List<Path> INSTALLED =
      List.of(Path.of("/usr/bin/redis-server"), Path.of("/usr/local/bin/redis-server"));
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Home home;
  private final int port;
  private final Secrets secrets;
  private volatile @Nullable ChildProcess child;

  public RedisPart(Home home, int port, Secrets secrets) {
    this.home = home;
    this.port = port;
    this.secrets = secrets;
  }

  @Override
  public String name() {
    return "Redis";
  }

  public static String uri(int port, Secrets secrets) {
    return "redis://:" + secrets.reveal(Secrets.Name.REDIS) + "@127.0.0.1:" + port + "/0";
  }

  @Override
  public Outcome start() throws IOException, InterruptedException {
    Files.createDirectories(home.redis());
    Path settings = home.config().resolve("redis.conf");
    OwnerOnlyFile.write(settings, settings());
    Path program = program();
    ChildProcess started =
        ChildProcess.start(
            "redis",
            List.of(program.toString(), settings.toString()),
            Map.of(),
            home.redis(),
            home);
    child = started;
    Probe.await(started, LIMIT, this::answers);
    String origin = INSTALLED.contains(program) ? "the system's own" : "embedded";
    return new Ready("127.0.0.1:" + port + ", " + origin);
  }

  private String settings() {
    return """
    bind 127.0.0.1
    port %d
    dir "%s"
    requirepass %s
    appendonly yes
    appendfsync everysec
    save ""
    """
        .formatted(port, home.redis(), secrets.reveal(Secrets.Name.REDIS));
  }

  private Path program() throws IOException {
    for (Path candidate : INSTALLED) {
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    Path unpacked = home.run().resolve("redis-bin");
    Files.createDirectories(unpacked);
    return ExecutableProvider.newJarResourceProvider(unpacked.toFile()).get().toPath();
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(2_000);
      String question = "AUTH " + secrets.reveal(Secrets.Name.REDIS) + "\r\nPING\r\n";
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("+OK\r\n+PONG\r\n".length());
      return new String(answer, StandardCharsets.US_ASCII).equals("+OK\r\n+PONG\r\n");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void stop() throws IOException {
    ChildProcess running = child;
    if (running != null) {
      child = null;
      running.stop(Duration.ofSeconds(10));
    }
  }
}
