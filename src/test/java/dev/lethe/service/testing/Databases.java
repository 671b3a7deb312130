package dev.lethe.service.testing;

import static java.util.Map.entry;

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
      return Map.ofEntries(
          entry("lethe.keys.rotation-waits", "PT0S"),
          entry("lethe.tokens.unread-answer-at-most", "PT10S"),
          entry("lethe.vault.root-file", keys.resolve("roots").toString()),
          entry("lethe.vault.root-passphrase", "a passphrase of the tests"),
          entry("lethe.vault.tombstone-file", keys.resolve("tombstones").toString()),
          entry("quarkus.datasource.jdbc.url", url + "lethe"),
          entry("quarkus.datasource.username", "lethe_app"),
          entry("quarkus.datasource.password", "app"),
          entry("quarkus.datasource.vault.jdbc.url", url + "lethe_vault"),
          entry("quarkus.datasource.vault.username", "lethe_vault"),
          entry("quarkus.datasource.vault.password", "vault"));
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
