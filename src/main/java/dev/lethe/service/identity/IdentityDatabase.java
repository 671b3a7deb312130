package dev.lethe.service.identity;

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

  /** Work on one connection. */
  interface Work<T> {
    T on(Sql sql) throws SQLException;
  }

  <T> T with(Work<T> work) {
    try (var connection = dataSource.getConnection()) {
      var sql = new Sql(connection);
      var result = work.on(sql);
      sql.send();
      return result;
    } catch (SQLException e) {
      throw new IdentityStoreException(e);
    }
  }
}
