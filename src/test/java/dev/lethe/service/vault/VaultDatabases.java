package dev.lethe.service.vault;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/** A PostgreSQL server of the test's own, with as many vault databases as it needs. */
final class VaultDatabases implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "key_page", "data_key", "epoch", "tombstone", "key_change", "named_key", "suppression");
  private final EmbeddedPostgres postgres;
  private int databases;

  VaultDatabases() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  /** An empty vault database. */
  AgroalDataSource create() throws SQLException {
    var name = "vault_" + ++databases;
    try (var c = postgres.getPostgresDatabase().getConnection();
        var s = c.createStatement()) {
      s.execute("create database " + name);
    }
    var url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name;
    Flyway.configure().dataSource(url, "postgres", "").locations("db/vault").load().migrate();
    return connect(url);
  }

  /** A database that is there already, as another process sees it. */
  static AgroalDataSource connect(String url) throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(pool ->
                pool.maxSize(12)
                    .acquisitionTimeout(Duration.ofSeconds(20))
                    .connectionFactoryConfiguration(
                        f -> f.jdbcUrl(url).principal(new NamePrincipal("postgres")))));
  }

  static String url(AgroalDataSource source) {
    return source
        .getConfiguration()
        .connectionPoolConfiguration()
        .connectionFactoryConfiguration()
        .jdbcUrl();
  }

  /** Every row of every table. */
  static Map<String, byte[]> dump(AgroalDataSource source) throws SQLException, IOException {
    var dump = new LinkedHashMap<String, byte[]>();
    try (var c = source.getConnection()) {
      var copy = c.unwrap(PGConnection.class).getCopyAPI();
      for (var table : TABLES) {
        var out = new ByteArrayOutputStream();
        copy.copyOut("copy " + table + " to stdout (format binary)", out);
        dump.put(table, out.toByteArray());
      }
    }
    return dump;
  }

  /** A database that holds a dump and nothing else. */
  AgroalDataSource restore(Map<String, byte[]> dump) throws SQLException, IOException {
    var source = create();
    try (var c = source.getConnection()) {
      var copy = c.unwrap(PGConnection.class).getCopyAPI();
      for (var table : dump.entrySet()) {
        copy.copyIn(
            "copy " + table.getKey() + " from stdin (format binary)",
            new ByteArrayInputStream(table.getValue()));
      }
      try (var s = c.createStatement()) {
        s.execute("select setval('tombstone_seq_seq', 1000), setval('key_change_seq_seq', 1000)");
      }
    }
    return source;
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
