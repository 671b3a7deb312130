package dev.lethe.service.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the lethe database one by one, inside the caller's transaction if there is
 * one.
 */
@ApplicationScoped
public class LetheDatabase {
  private final AgroalDataSource dataSource;

  LetheDatabase(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Runs a statement and returns how many rows it touched.
   *
   * @throws DatabaseException if it failed
   */
  public int update(String statement, @Nullable Object... arguments) {
    try (var connection = dataSource.getConnection()) {
      return new Sql(connection).update(statement, arguments);
    } catch (SQLException e) {
      throw new DatabaseException("a statement failed", e);
    }
  }

  /**
   * Runs a query.
   *
   * @throws DatabaseException if it failed
   */
  public <T> List<T> list(Sql.Row<T> row, String query, @Nullable Object... arguments) {
    try (var connection = dataSource.getConnection()) {
      return new Sql(connection).query(query, row, arguments);
    } catch (SQLException e) {
      throw new DatabaseException("a query failed", e);
    }
  }

  /** Runs a query and returns its first row. */
  public <T> Optional<T> one(Sql.Row<T> row, String query, @Nullable Object... arguments) {
    return list(row, query, arguments).stream().findFirst();
  }
}
