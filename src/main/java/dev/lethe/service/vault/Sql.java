package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements on one connection of the vault's database. */
record Sql(Connection connection) {
  /** Reads the current row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
    try (var statement = prepare(sql, arguments);
        var rows = statement.executeQuery()) {
      var results = new ArrayList<T>();
      while (rows.next()) {
        results.add(row.read(rows));
      }
      return results;
    }
  }

  int update(String sql, @Nullable Object... arguments) throws SQLException {
    try (var statement = prepare(sql, arguments)) {
      return statement.executeUpdate();
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof Instant instant) {
        statement.setTimestamp(i + 1, Timestamp.from(instant));
      } else {
        statement.setObject(i + 1, arguments[i]);
      }
    }
    return statement;
  }

  Array array(Collection<Long> numbers) throws SQLException {
    return connection.createArrayOf("bigint", numbers.toArray());
  }

  Array keys(Collection<KeyId> keys) throws SQLException {
    return connection.createArrayOf("uuid", keys.stream().map(KeyId::value).toArray());
  }

  Array uuids(Collection<UUID> values) throws SQLException {
    return connection.createArrayOf("uuid", values.toArray());
  }

  Array bytes(Collection<byte[]> values) throws SQLException {
    return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
  }

  Array texts(Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  static KeyId key(ResultSet row, int column) throws SQLException {
    return new KeyId(row.getObject(column, UUID.class));
  }
}
