package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of identifiers that count for less because too many customers hold them. */
final class GenericStore {
  static final short NO_CANDIDATES = 1;
  static final short NO_EVIDENCE = 2;
  private static final UUID FIRST = new UUID(0, 0);

  private GenericStore() {}

  /** A value by its two fingerprints, what it still counts for, and how many customers hold it. */
  record Generic(long block, byte[] feature, short level, int customers, boolean listed) {}

  /** A value whose earlier links are to be weighed again, from after this profile on. */
  record Redo(long block, ProfileId after) {}

  static List<Generic> all(Sql sql) throws SQLException {
    return page(sql, 0, Integer.MAX_VALUE);
  }

  static List<Generic> page(Sql sql, long after, int limit) throws SQLException {
    return sql.query(
        "select block, feature, level, customers, listed from generic_value where block > ?"
            + " order by block limit ?",
        row ->
            new Generic(
                row.getLong(1), row.getBytes(2), row.getShort(3), row.getInt(4), row.getBoolean(5)),
        after,
        limit);
  }

  /**
   * Raises values to a level, and lets what was linked by them be weighed again; what is there
   * already at that level or above stays.
   */
  static void raise(Sql sql, Collection<Generic> values, Instant now) throws SQLException {
    upsert(
        sql,
        values,
        now,
        FIRST,
        " on conflict (block) do update set level = excluded.level, customers ="
            + " excluded.customers, listed = g.listed or excluded.listed, since = excluded.since,"
            + " redone = excluded.redone where g.level < excluded.level"
            + " or (excluded.listed and not g.listed)");
  }

  /** Sets values to what a settle pass found, which has weighed everything by it. */
  static void put(Sql sql, Collection<Generic> values, Instant now) throws SQLException {
    upsert(
        sql,
        values,
        now,
        null,
        " on conflict (block) do update set level = excluded.level, since = excluded.since,"
            + " redone = null where g.level <> excluded.level");
  }

  private static void upsert(
      Sql sql, Collection<Generic> values, Instant now, @Nullable UUID redone, String onConflict)
      throws SQLException {
    if (values.isEmpty()) {
      return;
    }
    var sorted = new ArrayList<>(values);
    sorted.sort(Comparator.comparingLong(Generic::block));
    var written =
        sql.update(
            "insert into generic_value as g (block, feature, level, customers, listed, since, redone)"
                + " select v.*, ?, ?::uuid from unnest(?::int8[], ?::bytea[], ?::int2[], ?::int4[],"
                + " ?::bool[]) as v"
                + onConflict,
            now,
            redone,
            sql.longs(sorted.stream().map(Generic::block).toList()),
            sql.bytes(sorted.stream().map(Generic::feature).toList()),
            sql.shorts(sorted.stream().map(Generic::level).toList()),
            sql.ints(sorted.stream().map(Generic::customers).toList()),
            sql.booleans(sorted.stream().map(Generic::listed).toList()));
    if (written > 0) {
      changed(sql);
    }
  }

  /** Counts the customers of every value anew. */
  static void recount(Sql sql) throws SQLException {
    sql.update(
        "update generic_value g set redone = null, customers = n.customers from (select v.block,"
            + " count(distinct p.customer_id) as customers from generic_value v left join"
            + " profile_block b on b.value = v.block left join profile p on p.id = b.profile_id"
            + " group by v.block) n where g.block = n.block"
            + " and (g.redone is not null or g.customers <> n.customers)");
  }

  /** Lets values count in full again. */
  static int remove(Sql sql, Collection<Long> blocks) throws SQLException {
    if (blocks.isEmpty()) {
      return 0;
    }
    var removed = sql.update("delete from generic_value where block = any(?)", sql.longs(blocks));
    changed(sql);
    return removed;
  }

  private static void changed(Sql sql) throws SQLException {
    sql.update("update settle_state set generic_version = generic_version + 1");
  }

  static Optional<Redo> nextRedo(Sql sql) throws SQLException {
    return sql
        .query(
            "select block, redone from generic_value where redone is not null order by block"
                + " limit 1",
            row -> new Redo(row.getLong(1), new ProfileId(Sql.uuid(row, 2))))
        .stream()
        .findFirst();
  }

  /** Notes how far a redo is; null ends it. */
  static void redone(Sql sql, long block, @Nullable ProfileId upTo) throws SQLException {
    sql.update(
        "update generic_value set redone = ? where block = ?",
        upTo == null ? null : upTo.value(),
        block);
  }

  /** Holders of a blocking value after one profile, by id. */
  static List<ProfileId> holders(Sql sql, Redo redo, int limit) throws SQLException {
    return sql.query(
        "select profile_id from profile_block where value = ? and profile_id > ?"
            + " order by profile_id limit ?",
        row -> new ProfileId(Sql.uuid(row, 1)),
        redo.block(),
        redo.after().value(),
        limit);
  }
}
