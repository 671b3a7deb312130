package dev.lethe.service.database;

import dev.lethe.cryptovault.KeyId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection. Those that are kept wait for the next that is not, and go with it
 * in order and in one round trip. Not for use by several threads.
 */
public final class Sql {
  private static final int FETCH = 5_000;

  /** The protocol counts the arguments of what is sent together in 16 bits. */
  private static final int MOST_ARGUMENTS = 30_000;

  private final Connection connection;
  private final List<Kept> kept = new ArrayList<>();

  /** Statements on a connection, which stays open. */
  public Sql(Connection connection) {
    this.connection = connection;
  }

  /** Reads the current row. */
  public interface Row<T> {
    /** Reads it. */
    T read(ResultSet row) throws SQLException;
  }

  /** A statement that waits to be sent. */
  private record Kept(String sql, Row<?> row, @Nullable Object[] arguments) {}

  /** Runs a query. */
  public <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments)
      throws SQLException {
    var results = ask(sql, row, arguments);
    send();
    return results;
  }

  /** Runs a statement and answers how many rows it changed. */
  public int update(String sql, @Nullable Object... arguments) throws SQLException {
    keep(sql, arguments);
    return send();
  }

  /** A query that can wait; its list is filled once it was sent. */
  public <T> List<T> ask(String sql, Row<T> row, @Nullable Object... arguments) {
    var results = new ArrayList<T>();
    kept.add(new Kept(sql, found -> results.add(row.read(found)), arguments));
    return results;
  }

  /** A statement that can wait and whose outcome nobody needs. */
  public void keep(String sql, @Nullable Object... arguments) {
    kept.add(new Kept(sql, row -> row, arguments));
  }

  /** Sends what waits; answers how many rows the last statement changed, -1 for a query. */
  public int send() throws SQLException {
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
  public void each(String sql, Row<?> row, @Nullable Object... arguments) throws SQLException {
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
      switch (arguments[i]) {
        case Instant time -> statement.setObject(i + 1, time.atOffset(ZoneOffset.UTC));
        case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
        case Object value -> statement.setObject(i + 1, value);
        case null -> statement.setObject(i + 1, null);
      }
    }
    return statement;
  }

  /** An array of the ids of keys. */
  public Array keys(Collection<KeyId> keys) throws SQLException {
    return uuids(keys.stream().map(KeyId::value).toList());
  }

  /** An array of UUIDs. */
  public Array uuids(Collection<UUID> values) throws SQLException {
    return connection.createArrayOf("uuid", values.toArray());
  }

  /** An array of UUIDs, some of them null. */
  public Array maybeUuids(List<@Nullable UUID> values) throws SQLException {
    return connection.createArrayOf("uuid", values.toArray());
  }

  /** An array of byte strings. */
  public Array bytes(Collection<byte[]> values) throws SQLException {
    return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
  }

  /** An array of texts. */
  public Array texts(Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  /** An array of two-byte numbers. */
  public Array shorts(Collection<Short> values) throws SQLException {
    return connection.createArrayOf("int2", values.toArray());
  }

  /** An array of four-byte numbers. */
  public Array ints(Collection<Integer> values) throws SQLException {
    return connection.createArrayOf("int4", values.toArray());
  }

  /** An array of truth values. */
  public Array booleans(Collection<Boolean> values) throws SQLException {
    return connection.createArrayOf("bool", values.toArray());
  }

  /** An array of eight-byte numbers. */
  public Array longs(Collection<Long> values) throws SQLException {
    return connection.createArrayOf("int8", values.toArray());
  }

  /** An array of four-byte floating point numbers. */
  public Array floats(Collection<Float> values) throws SQLException {
    return connection.createArrayOf("float4", values.toArray());
  }

  /** Reads a UUID. */
  public static UUID uuid(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /** Reads a UUID that may be null. */
  public static @Nullable UUID maybeUuid(ResultSet row, int column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /** Reads the id of a key. */
  public static KeyId key(ResultSet row, int column) throws SQLException {
    return new KeyId(uuid(row, column));
  }

  /** Reads an array of the ids of keys. */
  public static List<KeyId> keys(ResultSet row, int column) throws SQLException {
    return Arrays.stream((UUID[]) row.getArray(column).getArray()).map(KeyId::new).toList();
  }

  /** Reads a time. */
  public static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  /** Reads a time that may be null. */
  public static @Nullable Instant maybeInstant(ResultSet row, int column) throws SQLException {
    var moment = row.getTimestamp(column);
    return moment == null ? null : moment.toInstant();
  }

  /** Reads a time that may be null. */
  public static @Nullable Instant maybeInstant(ResultSet row, String column) throws SQLException {
    var moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  /** Reads a number that may be null. */
  public static @Nullable Long maybeLong(ResultSet row, String column) throws SQLException {
    var value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
