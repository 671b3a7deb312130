package dev.lethe.service.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL with the two databases and their roles, as a deployment has them. */
public final class Databases implements QuarkusTestResourceLifecycleManager {
  private @Nullable EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      EmbeddedPostgres started = EmbeddedPostgres.builder().start();
      postgres = started;
      try (Connection c = started.getPostgresDatabase().getConnection();
          Statement s = c.createStatement()) {
        s.execute("create role lethe_app login password 'app'");
        s.execute("create role lethe_vault login password 'vault'");
        s.execute("create database lethe owner lethe_app");
        s.execute("create database lethe_vault owner lethe_vault");
      }
      String url = "jdbc:postgresql://127.0.0.1:" + started.getPort() + "/";
      Path keys = Files.createTempDirectory("lethe-vault");
      return Map.of(
          "lethe.vault.root-file", keys.resolve("roots").toString(),
          "lethe.vault.root-passphrase", "a passphrase of the tests",
          "lethe.vault.tombstone-file", keys.resolve("tombstones").toString(),
          "quarkus.datasource.jdbc.url", url + "lethe",
          "quarkus.datasource.username", "lethe_app",
          "quarkus.datasource.password", "app",
          "quarkus.datasource.vault.jdbc.url", url + "lethe_vault",
          "quarkus.datasource.vault.username", "lethe_vault",
          "quarkus.datasource.vault.password", "vault");
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("PostgreSQL for the tests did not start", e);
    }
  }

  @Override
  public void stop() {
    if (postgres != null) {
      try {
        postgres.close();
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL for the tests did not stop", e);
      }
    }
  }
}
