package dev.lethe.service.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * How many rows each table of the databases has: equal before and after means nothing was changed.
 */
public final class RowCounts {
  private RowCounts() {}

  public static Map<String, Long> of(DataSource... databases) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    for (DataSource database : databases) {
      try (Connection c = database.getConnection();
          Statement s = c.createStatement()) {
        for (String table : tables(s)) {
          try (ResultSet r = s.executeQuery("select count(*) from \"" + table + "\"")) {
            r.next();
            counts.put(c.getCatalog() + "." + table, r.getLong(1));
          }
        }
      }
    }
    return counts;
  }

  private static List<String> tables(Statement s) throws SQLException {
    // The scheduler's own table beats on its own, and stored tokens of destroyed keys are swept.
    String sql =
        "select table_name from information_schema.tables where table_schema = 'public'"
            + " and table_type = 'BASE TABLE' and table_name not like 'scheduled_%'"
            + " and table_name not like '%lease%' and table_name not like 'stored_token%' order by 1";
    List<String> names = new ArrayList<>();
    try (ResultSet r = s.executeQuery(sql)) {
      while (r.next()) {
        names.add(r.getString(1));
      }
    }
    return names;
  }
}
