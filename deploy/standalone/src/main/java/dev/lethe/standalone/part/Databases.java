package dev.lethe.standalone.part;

import dev.lethe.standalone.home.Secrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The three databases, each with one role of its own that alone may connect to it: the service's,
 * the vault's, and the lake catalog's. Made when missing, so every start may ask for them.
 */
final class Databases {
  private final Connection superuser;
  private final Secrets secrets;

  Databases(Connection superuser, Secrets secrets) {
    this.superuser = superuser;
    this.secrets = secrets;
  }

  void ensure() throws SQLException {
    ensure("lethe", "lethe_app", Secrets.Name.POSTGRES_LETHE_APP);
    ensure("lethe_vault", "lethe_vault", Secrets.Name.POSTGRES_LETHE_VAULT);
    ensure("lethe_lake", "lethe_lake", Secrets.Name.POSTGRES_LETHE_LAKE);
  }

  private void ensure(String database, String role, Secrets.Name password) throws SQLException {
    if (!exists("select 1 from pg_roles where rolname = ?", role)) {
      execute("create role %s login".formatted(role));
      setPassword(superuser, role, secrets.reveal(password));
    }
    if (!exists("select 1 from pg_database where datname = ?", database)) {
      execute("create database %s owner %s".formatted(database, role));
      execute("revoke connect, temporary on database %s from public".formatted(database));
    }
  }

  static void setPassword(Connection superuser, String role, String password) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute("alter role %s password '%s'".formatted(role, password.replace("'", "''")));
    }
  }

  private boolean exists(String query, String name) throws SQLException {
    try (PreparedStatement statement = superuser.prepareStatement(query)) {
      statement.setString(1, name);
      return statement.executeQuery().next();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }
}
