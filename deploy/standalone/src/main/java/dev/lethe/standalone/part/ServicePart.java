package dev.lethe.standalone.part;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.LaunchException;
import dev.lethe.standalone.home.Options;
import dev.lethe.standalone.home.OwnerOnlyFile;
import dev.lethe.standalone.home.Ports;
import dev.lethe.standalone.process.AotCache;
import dev.lethe.standalone.process.ChildProcess;
import dev.lethe.standalone.process.JavaProgram;
import dev.lethe.standalone.process.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Lethe service. It reads its settings and secrets from the home it runs in. */
public final class ServicePart extends JavaPart {
  private static final Duration LIMIT = Duration.ofSeconds(180);

  private final Home home;
  private final Options options;
  private final ServiceConfig config;

  public ServicePart(Home home, Options options, ServiceConfig config) {
    this.home = home;
    this.options = options;
    this.config = config;
  }

  @Override
  public String name() {
    return "Lethe";
  }

  public static String url(Ports ports) {
    return "http://127.0.0.1:" + ports.service();
  }

  /** Refuses with one sentence when the service has not been built. */
  public static void requireBuilt(Options options) {
    if (options.withService() && !Files.exists(options.serviceJar())) {
      throw new LaunchException(
          "The service is not built: %s is missing. Run make run, which builds it first."
              .formatted(options.serviceJar()));
    }
  }

  @Override
  public Outcome start() throws IOException, InterruptedException {
    OwnerOnlyFile.write(home.serviceConfig(), config.render());
    if (!options.withService()) {
      return new Absent("left to live reload; its settings are in " + home.serviceConfig());
    }
    Path jar = options.serviceJar();
    var started = stopping(new JavaProgram("service", home, home.root(), cacheFor(jar)));
    String health = url(options.ports()) + "/q/health/ready";
    started.start(
        // A settle pass holds everybody's attributes at once; what it does not need is not taken.
        List.of(
            "-Xms128m",
            "-XX:MaxRAMPercentage=25",
            "-XX:+ExitOnOutOfMemoryError",
            // Opened keys lie in its memory.
            "-XX:-HeapDumpOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-jar",
            jar.toString()),
        Map.of(),
        LIMIT,
        () -> Probe.answers(health));
    return new Ready(url(options.ports()));
  }

  private AotCache cacheFor(Path jar) throws IOException {
    Path folder = options.project().resolve("target/quarkus-app");
    return new AotCache(
        options.project().resolve("target/lethe-service.aot"),
        jar + AotCache.fingerprintOf(folder),
        !options.throwaway());
  }

  /** The running service, or null. */
  public @Nullable ChildProcess child() {
    JavaProgram running = program();
    return running == null ? null : running.child();
  }
}
