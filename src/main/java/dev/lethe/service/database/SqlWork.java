package dev.lethe.service.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on one connection. */
public interface SqlWork<T> {
  /** Does it. */
  T on(Sql sql) throws SQLException;

  /** Does it on this connection, and sends what it left waiting. */
  default T on(Connection connection) throws SQLException {
    var sql = new Sql(connection);
    var result = on(sql);
    sql.send();
    return result;
  }
}
