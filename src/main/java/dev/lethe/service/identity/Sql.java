package dev.lethe.service.identity;

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

/** Statements on one connection of the identity tables. */
record Sql(Connection connection) {
  private static final int FETCH = 5_000;

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

  /** Reads rows one by one, a few thousand at a time inside a transaction. */
  void each(String sql, Row<?> row, @Nullable Object... arguments) throws SQLException {
    try (var statement = prepare(sql, arguments)) {
      statement.setFetchSize(FETCH);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          row.read(rows);
        }
      }
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

  Array uuids(Collection<UUID> values) throws SQLException {
    return connection.createArrayOf("uuid", values.toArray());
  }

  Array maybeUuids(List<@Nullable UUID> values) throws SQLException {
    return connection.createArrayOf("uuid", values.toArray());
  }

  Array bytes(Collection<byte[]> values) throws SQLException {
    return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
  }

  Array texts(Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  Array shorts(Collection<Short> values) throws SQLException {
    return connection.createArrayOf("int2", values.toArray());
  }

  Array ints(Collection<Integer> values) throws SQLException {
    return connection.createArrayOf("int4", values.toArray());
  }

  Array booleans(Collection<Boolean> values) throws SQLException {
    return connection.createArrayOf("bool", values.toArray());
  }

  Array longs(Collection<Long> values) throws SQLException {
    return connection.createArrayOf("int8", values.toArray());
  }

  Array floats(Collection<Float> values) throws SQLException {
    return connection.createArrayOf("float4", values.toArray());
  }

  static UUID uuid(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static @Nullable UUID maybeUuid(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
