package dev.lethe.service.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The tables of a database, and one that takes no row. */
public final class Tables {
  private Tables() {}

  /** The tables that the service itself writes. */
  public static List<String> of(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select quote_ident(table_name) from information_schema.tables"
                    + " where table_schema = 'public' and table_type = 'BASE TABLE'"
                    + " and table_name not like 'scheduled_%' and table_name not like 'flyway%'"
                    + " order by 1")) {
      var names = new ArrayList<String>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  /** Ends what was spoilt. */
  public interface Refusal extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  /** From now on PostgreSQL refuses every row, quoting it. */
  public static Refusal refusingRows(DataSource database, String table) throws SQLException {
    execute(
        database, "alter table " + table + " add constraint refuses_rows check (false) not valid");
    return () -> execute(database, "alter table " + table + " drop constraint refuses_rows");
  }

  private static void execute(DataSource database, String statement) throws SQLException {
    try (var connection = database.getConnection();
        var s = connection.createStatement()) {
      s.execute(statement);
    }
  }
}
