package dev.lethe.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresPartTest {
  @TempDir private Path folder;
  private Home home;
  private Secrets secrets;
  private PostgresPart part;
  private int port;

  @BeforeEach
  void describe() throws IOException {
    home = Home.open(folder.resolve("home"));
    secrets = Secrets.loadOrCreate(home.secrets(), new SecureRandom());
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    part = again();
  }

  @AfterEach
  void stop() throws IOException {
    part.stop();
  }

  @Test
  void dataOutlivesAStopAndEveryDoorAsksForItsOwnPassword() throws Exception {
    part.start();
    try (Connection connection = open("lethe", "lethe_app", Secrets.Name.POSTGRES_LETHE_APP)) {
      run(connection, "create table kept (word text)");
      run(connection, "insert into kept values ('here')");
    }
    part.stop();

    part = again();
    part.start();

    try (Connection connection = open("lethe", "lethe_app", Secrets.Name.POSTGRES_LETHE_APP)) {
      assertThat(value(connection, "select word from kept")).isEqualTo("here");
      assertThat(value(connection, "show fsync")).isEqualTo("on");
      assertThat(value(connection, "show server_version_num")).startsWith("18");
    }
    assertRefused("lethe", "lethe_app", "wrong", "28P01");
    assertRefused("postgres", "postgres", "postgres", "28P01");
    assertRefused("lethe_vault", "lethe_vault", "", "08004");
    String appPassword = secrets.reveal(Secrets.Name.POSTGRES_LETHE_APP);
    assertRefused("lethe_vault", "lethe_app", appPassword, "42501");
    assertRefused("lethe_lake", "lethe_app", appPassword, "42501");
    open("lethe_vault", "lethe_vault", Secrets.Name.POSTGRES_LETHE_VAULT).close();
    open("lethe_lake", "lethe_lake", Secrets.Name.POSTGRES_LETHE_LAKE).close();
    assertThat(Files.readString(home.postgres().resolve("pg_hba.conf"))).doesNotContain("trust");
  }

  @Test
  void aFirstStartThatWasCutShortIsSetAsideAndRedone() throws Exception {
    Files.createDirectories(home.postgres());
    Files.writeString(home.postgres().resolve("PG_VERSION"), "18\n");

    part.start();

    open("lethe", "lethe_app", Secrets.Name.POSTGRES_LETHE_APP).close();
    try (var set = Files.newDirectoryStream(home.root(), "postgres-unfinished-*")) {
      assertThat(set).hasSize(1);
    }
  }

  private PostgresPart again() {
    return new PostgresPart(home, folder.resolve("binaries"), port, secrets);
  }

  private Connection open(String database, String role, Secrets.Name password) throws SQLException {
    return DriverManager.getConnection(url(database), role, secrets.reveal(password));
  }

  private void assertRefused(String database, String role, String password, String state) {
    assertThatThrownBy(() -> DriverManager.getConnection(url(database), role, password).close())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
