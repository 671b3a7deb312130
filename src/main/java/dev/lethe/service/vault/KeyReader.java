package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.page.PageId;
import dev.lethe.service.database.Sql;
import dev.lethe.service.vault.VaultChange.KeyRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads what is known of keys and the pages that lead to them, as of one moment. */
final class KeyReader {
  private KeyReader() {}

  /** Keys that exist, and the pages of those that are active. */
  record Found(Map<KeyId, KeyRow> keys, Map<PageId, byte[]> pages) {
    private void add(ResultSet row) throws SQLException {
      var content = row.getBytes(5);
      if (content != null) {
        pages.put(PageId.of(row.getLong(4)), content);
        return;
      }
      var key = Sql.key(row, 1);
      keys.put(key, new KeyRow(key, row.getLong(2), row.getString(3)));
    }
  }

  static Found read(Sql sql, Collection<KeyId> keys, int levels) throws SQLException {
    var found = new Found(new HashMap<>(), new HashMap<>());
    sql.query(
        statement(levels),
        row -> {
          found.add(row);
          return found;
        },
        sql.keys(keys));
    return found;
  }

  // A page's number follows from the slot alone; see PageId.
  private static String statement(int levels) {
    var each =
        IntStream.range(0, levels)
            .mapToObj(level -> "(" + level + ")")
            .collect(Collectors.joining(","));
    return "with wanted as materialized"
        + " (select key_id, slot, state from data_key where key_id = any(?)),"
        + " path as materialized (select distinct"
        + " (level::bigint << 56) | (slot >> (8 * (level + 1))) as page_id"
        + " from wanted, (values "
        + each
        + ") as levels (level) where state = 'active')"
        + " select key_id, slot, state, null::bigint, null::bytea from wanted"
        + " union all"
        + " select null, null, null, page_id, content from path join key_page using (page_id)";
  }
}
