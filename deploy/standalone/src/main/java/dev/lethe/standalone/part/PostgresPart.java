package dev.lethe.standalone.part;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.LaunchException;
import dev.lethe.standalone.home.Secrets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 18 on a folder that stays. It asks for passwords (scram) on every connection and
 * writes through to disk, because the databases hold keys and duties, not demo data.
 */
public final class PostgresPart implements Part {
  private static final String SCRAM_ONLY = "host all all 127.0.0.1/32 scram-sha-256\n";
  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final Home home;
  private final Path binaries;
  private final int port;
  private final Secrets secrets;
  private @Nullable EmbeddedPostgres server;

  public PostgresPart(Home home, Path binaries, int port, Secrets secrets) {
    this.home = home;
    this.binaries = binaries;
    this.port = port;
    this.secrets = secrets;
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public Outcome start() throws IOException {
    try {
      if (!Files.exists(finished())) {
        setAsideUnfinished();
        firstStart();
      }
      EmbeddedPostgres started = launch(Map.of("password", superuserPassword()));
      keep(started);
      try (Connection connection = connect(started, Map.of("password", superuserPassword()))) {
        new Databases(connection, secrets).ensure();
      }
      return new Ready("127.0.0.1:" + port + ", databases lethe, lethe_vault, lethe_lake");
    } catch (SQLException | IllegalStateException e) {
      throw new LaunchException(
          "PostgreSQL did not start on %s (%s). Its log is %s."
              .formatted(home.postgres(), e.getClass().getSimpleName(), home.log("postgres")),
          e);
    }
  }

  /**
   * The library sets up a server that trusts every local process. So the first start only sets the
   * superuser's password; from then on passwords are needed.
   */
  private void firstStart() throws IOException, SQLException {
    try (EmbeddedPostgres trusting = launch(Map.of());
        Connection connection = connect(trusting, Map.of())) {
      Databases.setPassword(connection, "postgres", superuserPassword());
    }
    Files.writeString(home.postgres().resolve("pg_hba.conf"), SCRAM_ONLY);
    Files.createFile(finished());
  }

  private EmbeddedPostgres launch(Map<String, String> login) throws IOException {
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(home.postgres())
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(binaries.toFile())
            .setPort(port)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(STARTUP)
            .setOutputRedirector(appendTo(home.log("postgres")))
            .setErrorRedirector(appendTo(home.log("postgres")));
    settings().forEach(builder::setServerConfig);
    login.forEach(builder::setConnectConfig);
    return builder.start();
  }

  private static Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("fsync", "on"),
        Map.entry("full_page_writes", "on"),
        Map.entry("synchronous_commit", "on"),
        Map.entry("listen_addresses", "127.0.0.1"),
        Map.entry("unix_socket_directories", ""),
        Map.entry("max_connections", "100"),
        // A million profiles have some 2 GB of blocking values, which are met anywhere.
        Map.entry("shared_buffers", "1GB"),
        // Statements here are short and many: compiling one costs more than running it.
        Map.entry("jit", "off"),
        // After a checkpoint every page is written whole once: blocking values touch pages
        // anywhere.
        Map.entry("max_wal_size", "4GB"),
        Map.entry("checkpoint_timeout", "15min"),
        Map.entry("wal_compression", "on"),
        // A failed statement must not carry values into the log.
        Map.entry("log_min_error_statement", "panic"),
        Map.entry("log_error_verbosity", "terse"));
  }

  private static ProcessBuilder.Redirect appendTo(Path log) {
    return ProcessBuilder.Redirect.appendTo(log.toFile());
  }

  private static Connection connect(EmbeddedPostgres server, Map<String, String> login)
      throws SQLException {
    return server.getPostgresDatabase(login).getConnection();
  }

  // Without our mark the very first start was cut short: nothing of value is in it, yet nothing is
  // deleted.
  private void setAsideUnfinished() throws IOException {
    if (Files.exists(home.postgres())) {
      Path aside = Files.createTempDirectory(home.root(), "postgres-unfinished-");
      Files.move(home.postgres(), aside.resolve("postgres"));
    }
  }

  private Path finished() {
    return home.postgres().resolve("lethe.ready");
  }

  private String superuserPassword() {
    return secrets.reveal(Secrets.Name.POSTGRES_SUPERUSER);
  }

  private synchronized void keep(EmbeddedPostgres started) {
    server = started;
  }

  @Override
  public synchronized void stop() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
