package dev.lethe.service.fanout;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs statements on the lethe database, inside the caller's transaction if there is one. */
@ApplicationScoped
public class Sql {
  private final AgroalDataSource dataSource;

  Sql(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Reads one row. */
  public interface Row<T> {
    /** Reads the current row. */
    T read(ResultSet row) throws SQLException;
  }

  /** Runs a statement and returns how many rows it touched. */
  public int update(String sql, @Nullable Object... arguments) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = bind(connection, sql, arguments)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new FanoutStoreException("a statement failed, SQL state " + e.getSQLState(), e);
    }
  }

  /** Runs a query. */
  public <T> List<T> list(Row<T> reader, String sql, @Nullable Object... arguments) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = bind(connection, sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw new FanoutStoreException("a query failed, SQL state " + e.getSQLState(), e);
    }
  }

  /** Runs a query and returns its first row. */
  public <T> Optional<T> one(Row<T> reader, String sql, @Nullable Object... arguments) {
    return list(reader, sql, arguments).stream().findFirst();
  }

  /** Reads a time that may be null. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** Reads a number that may be null. */
  public static @Nullable Long count(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static PreparedStatement bind(
      Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
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
}
