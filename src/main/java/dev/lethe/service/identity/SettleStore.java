package dev.lethe.service.identity;

import dev.lethe.service.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that say how far settling is. */
final class SettleStore {
  private static final int CHUNK = 20_000;

  private SettleStore() {}

  /** The mark of the newest write, and of the newest that a pass has seen. */
  record Marks(long written, long settled) {
    boolean pending() {
      return written > settled;
    }
  }

  static Marks marks(Sql sql) throws SQLException {
    return sql.query(
            "select (select case when is_called then last_value else 0 end from profile_revision),"
                + " settled_revision from settle_state",
            row -> new Marks(row.getLong(1), row.getLong(2)))
        .getFirst();
  }

  /** Begins a run; one that a crash left unfinished is closed as stopped. */
  static long begin(Sql sql, Instant now) throws SQLException {
    sql.update(
        "update settle_run set finished_at = ?, stage = 'stopped' where finished_at is null", now);
    return sql.query(
            "insert into settle_run (started_at, stage, profiles, done, customers, moved,"
                + " generic_values, left_over) values (?, 'reading', 0, 0, 0, 0, 0, 0)"
                + " returning id",
            row -> row.getLong(1),
            now)
        .getFirst();
  }

  static void write(Sql sql, long id, SettleRun run) throws SQLException {
    sql.update(
        "update settle_run set finished_at = ?, stage = ?, profiles = ?, done = ?, customers = ?,"
            + " moved = ?, generic_values = ?, left_over = ? where id = ?",
        run.finishedAt(),
        run.stage(),
        run.profiles(),
        run.done(),
        run.customers(),
        run.moved(),
        run.genericValues(),
        run.leftOver(),
        id);
  }

  static void settled(Sql sql, long revision) throws SQLException {
    sql.update("update settle_state set settled_revision = ?", revision);
  }

  static Optional<SettleRun> latest(Sql sql) throws SQLException {
    return sql
        .query(
            "select started_at, finished_at, stage, profiles, done, customers, moved,"
                + " generic_values, left_over from settle_run order by id desc limit 1",
            row ->
                new SettleRun(
                    Sql.instant(row, 1),
                    Sql.maybeInstant(row, 2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9)))
        .stream()
        .findFirst();
  }

  /** Removes counts that are not in use, as a pass that was stopped leaves them. */
  static void dropUnused(Sql sql) throws SQLException {
    for (var table : List.of("value_count", "kind_count")) {
      sql.update("delete from " + table + " where snapshot <> (select snapshot from settle_state)");
    }
  }

  /** Writes a snapshot beside the one in use. */
  static void writeCounts(Sql sql, long snapshot, FeatureCounts counts) throws SQLException {
    var values = new ArrayList<Long>(CHUNK);
    var holders = new ArrayList<Integer>(CHUNK);
    counts
        .values()
        .each((value, count) -> {
          if (count > 1) {
            values.add(value);
            holders.add(count);
          }
        });
    for (int from = 0; from < values.size(); from += CHUNK) {
      var to = Math.min(from + CHUNK, values.size());
      sql.update(
          "insert into value_count (snapshot, value, holders)"
              + " select ?, v.* from unnest(?::int8[], ?::int4[]) as v order by 2",
          snapshot,
          sql.longs(values.subList(from, to)),
          sql.ints(holders.subList(from, to)));
    }
    var kinds = List.copyOf(counts.kinds().keySet());
    sql.update(
        "insert into kind_count (snapshot, kind, holders)"
            + " select ?, k.* from unnest(?::int2[], ?::int8[]) as k",
        snapshot,
        sql.shorts(kinds),
        sql.longs(kinds.stream().map(kind -> counts.kinds().getOrDefault(kind, 0L)).toList()));
  }

  /** From now on scoring reads this snapshot. */
  static void use(Sql sql, long snapshot) throws SQLException {
    sql.update("update settle_state set snapshot = ?", snapshot);
  }
}
