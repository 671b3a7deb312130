package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.database.Sql;
import dev.lethe.service.vault.VaultChange.KeyRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A key, those that succeeded it, and those of another vault that hang on it. They are frozen,
 * thawed and shredded together, under the lock of all writers, so that they are always in one
 * state.
 *
 * @param first the key that the family is named by, and the one that a profile names for ever
 * @param keys those that came from another vault, then its own, oldest first; the last one is the
 *     present key
 * @param since when the present key was made
 */
record KeyFamily(KeyId first, List<KeyRow> keys, Instant since) {
  KeyFamily {
    keys = List.copyOf(keys);
  }

  KeyRow present() {
    return keys.getLast();
  }

  /** A key of the family that {@code named} belongs to. */
  private record Member(KeyId named, KeyId first, KeyRow key, Instant madeAt) {}

  /** The families of those keys that exist, by the key asked for and in that order. */
  static Map<KeyId, KeyFamily> read(Sql sql, Collection<KeyId> keys) throws SQLException {
    var members =
        sql.query(
            "with named as materialized (select key_id, coalesce(family, key_id) as root"
                + " from data_key where key_id = any(?))"
                + " select n.key_id, n.root, d.key_id, d.slot, d.state, d.made_at, d.imported"
                + " from named n join data_key d on d.key_id = n.root"
                + " union all"
                + " select n.key_id, n.root, d.key_id, d.slot, d.state, d.made_at, d.imported"
                + " from named n join data_key d on d.family = n.root"
                + " order by 7 desc, 4",
            row ->
                new Member(
                    Sql.key(row, 1),
                    Sql.key(row, 2),
                    new KeyRow(Sql.key(row, 3), row.getLong(4), row.getString(5)),
                    row.getTimestamp(6).toInstant()),
            sql.keys(keys));
    var byName = new HashMap<KeyId, List<Member>>();
    members.forEach(one -> byName.computeIfAbsent(one.named(), k -> new ArrayList<>(1)).add(one));
    var families = new LinkedHashMap<KeyId, KeyFamily>();
    for (var key : keys) {
      var some = byName.get(key);
      if (some != null) {
        families.put(key, of(some));
      }
    }
    return families;
  }

  private static KeyFamily of(List<Member> members) {
    var newest = members.getLast();
    return new KeyFamily(
        newest.first(), members.stream().map(Member::key).toList(), newest.madeAt());
  }

  /** Every key of these families, each once. */
  static List<KeyRow> keysOf(Collection<KeyFamily> families) {
    return families.stream().flatMap(family -> family.keys().stream()).distinct().toList();
  }
}
