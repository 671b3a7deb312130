package dev.lethe.service.vault;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/** A PostgreSQL server of the test's own, with as many vault databases as it needs. */
final class VaultDatabases implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "key_page",
          "data_key",
          "epoch",
          "tombstone",
          "key_change",
          "named_key",
          "suppression",
          "stored_token",
          "key_export");
  private final EmbeddedPostgres postgres;
  private int databases;

  VaultDatabases() {
    this(start());
  }

  private VaultDatabases(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server on a base backup, which it recovers and goes on writing. */
  static VaultDatabases over(Path backup) throws IOException {
    return new VaultDatabases(
        EmbeddedPostgres.builder().setDataDirectory(backup).setCleanDataDirectory(false).start());
  }

  /**
   * Takes a base backup of the running server, as PostgreSQL's manual says: the files between start
   * and stop of the backup, then the write-ahead log.
   */
  void baseBackup(Path to) throws SQLException, IOException {
    try (var c = postgres.getPostgresDatabase().getConnection();
        var s = c.createStatement()) {
      s.execute("select pg_backup_start('test', true)");
      var from = Path.of(one(s, "show data_directory"));
      copy(from, to, path -> !path.startsWith("pg_wal") && !path.startsWith("postmaster.pid"));
      Files.writeString(
          to.resolve("backup_label"), one(s, "select labelfile from pg_backup_stop(false)"));
      copy(from, to, path -> path.startsWith("pg_wal"));
    }
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  static void copy(Path from, Path to, Predicate<Path> which) throws IOException {
    try (var all = Files.walk(from)) {
      for (var path : all.toList()) {
        var inside = from.relativize(path);
        if (which.test(inside) && Files.isDirectory(path)) {
          Files.createDirectories(to.resolve(inside.toString()));
        } else if (which.test(inside)) {
          Files.copy(path, to.resolve(inside.toString()));
        }
      }
    }
  }

  /** An empty vault database. */
  AgroalDataSource create() throws SQLException {
    var name = "vault_" + ++databases;
    empty(name);
    Flyway.configure().dataSource(url(name), "postgres", "").locations("db/vault").load().migrate();
    return connect(url(name));
  }

  /** A database without tables. */
  AgroalDataSource empty(String name) throws SQLException {
    try (var c = postgres.getPostgresDatabase().getConnection();
        var s = c.createStatement()) {
      s.execute("create database " + name);
    }
    return connect(url(name));
  }

  private String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name;
  }

  /** A database that is there already. */
  AgroalDataSource existing(String name) throws SQLException {
    return connect(url(name));
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
        s.execute(
            "select setval('tombstone_seq_seq', 1000), setval('key_change_seq_seq', 1000),"
                + " setval('key_export_seq_seq', 1000)");
      }
    }
    return source;
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
