package dev.lethe.service.identity;

import dev.lethe.service.database.SqlWork;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** Gives out connections to the identity tables; inside a transaction always the same one. */
@ApplicationScoped
class IdentityDatabase {
  private final AgroalDataSource dataSource;

  IdentityDatabase(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  <T> T with(SqlWork<T> work) {
    try (var connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new IdentityStoreException(e);
    }
  }
}
