package dev.lethe.service.identity;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection of the identity tables. Those that are kept wait for the next that
 * is not, and go with it in order and in one round trip. Not for use by several threads.
 */
final class Sql {
  private static final int FETCH = 5_000;

  /** The protocol counts the arguments of what is sent together in 16 bits. */
  private static final int MOST_ARGUMENTS = 30_000;

  private final Connection connection;
  private final List<Kept> kept = new ArrayList<>();

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Reads the current row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A statement that waits to be sent. */
  private record Kept(String sql, Row<?> row, @Nullable Object[] arguments) {}

  <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
    var results = ask(sql, row, arguments);
    send();
    return results;
  }

  int update(String sql, @Nullable Object... arguments) throws SQLException {
    keep(sql, arguments);
    return send();
  }

  /** A query that can wait; its list is filled once it was sent. */
  <T> List<T> ask(String sql, Row<T> row, @Nullable Object... arguments) {
    var results = new ArrayList<T>();
    kept.add(new Kept(sql, found -> results.add(row.read(found)), arguments));
    return results;
  }

  /** A statement that can wait and whose outcome nobody needs. */
  void keep(String sql, @Nullable Object... arguments) {
    kept.add(new Kept(sql, row -> row, arguments));
  }

  /** Sends what waits; answers how many rows the last statement changed, -1 for a query. */
  int send() throws SQLException {
    var all = List.copyOf(kept);
    kept.clear();
    var changed = 0;
    var from = 0;
    while (from < all.size()) {
      var to = together(all, from);
      changed = send(all.subList(from, to));
      from = to;
    }
    return changed;
  }

  private static int together(List<Kept> all, int from) {
    var to = from;
    var arguments = 0;
    while (to < all.size() && arguments + all.get(to).arguments().length <= MOST_ARGUMENTS) {
      arguments += all.get(to).arguments().length;
      to++;
    }
    return Math.max(to, from + 1);
  }

  private int send(List<Kept> all) throws SQLException {
    var arguments = all.stream().flatMap(one -> Arrays.stream(one.arguments())).toArray();
    var text = all.stream().map(Kept::sql).collect(Collectors.joining("; "));
    try (var statement = prepare(text, arguments)) {
      var isRows = statement.execute();
      var changed = 0;
      for (var one : all) {
        changed = statement.getUpdateCount();
        if (isRows) {
          read(statement, one.row());
        }
        isRows = statement.getMoreResults();
      }
      return changed;
    }
  }

  private static void read(PreparedStatement statement, Row<?> row) throws SQLException {
    try (var rows = statement.getResultSet()) {
      while (rows.next()) {
        row.read(rows);
      }
    }
  }

  /** Reads rows one by one, a few thousand at a time inside a transaction. */
  void each(String sql, Row<?> row, @Nullable Object... arguments) throws SQLException {
    send();
    try (var statement = prepare(sql, arguments)) {
      statement.setFetchSize(FETCH);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          row.read(rows);
        }
      }
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
