package dev.lethe.service.policy;

import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@link BreakGlass}. */
@ApplicationScoped
class BreakGlassStore {
  private static final String COLUMNS =
      "select id, seq, caller, fields, purpose, reason, hours, asked_at, confirmed_by,"
          + " confirmed_at, ends_at, ended_by, ended_at from break_glass";

  private final PolicyDatabase database;

  BreakGlassStore(PolicyDatabase database) {
    this.database = database;
  }

  void add(
      UUID id,
      String caller,
      List<String> fields,
      String purpose,
      String reason,
      int hours,
      Instant at) {
    database.with(sql ->
        sql.update(
            "insert into break_glass (id, caller, fields, purpose, reason, hours, asked_at)"
                + " values (?, ?, ?, ?, ?, ?, ?)",
            id,
            caller,
            sql.texts(fields),
            purpose,
            reason,
            hours,
            at));
  }

  Optional<BreakGlass> find(UUID id) {
    return database
        .with(sql -> sql.query(COLUMNS + " where id = ?", BreakGlassStore::read, id))
        .stream()
        .findFirst();
  }

  /** Inside a transaction: nobody else changes it before the commit. */
  Optional<BreakGlass> lock(UUID id) {
    return database
        .with(sql -> sql.query(COLUMNS + " where id = ? for update", BreakGlassStore::read, id))
        .stream()
        .findFirst();
  }

  void confirm(UUID id, String person, Instant at, Instant endsAt) {
    database.with(sql ->
        sql.update(
            "update break_glass set confirmed_by = ?, confirmed_at = ?, ends_at = ? where id = ?",
            person,
            at,
            endsAt,
            id));
  }

  void end(UUID id, String person, Instant at) {
    database.with(sql ->
        sql.update(
            "update break_glass set ended_by = ?, ended_at = ? where id = ?", person, at, id));
  }

  /** What a caller may use for a purpose at a moment, the oldest first. */
  List<BreakGlass> active(String caller, String purpose, Instant now) {
    return database.with(sql ->
        sql.query(
            COLUMNS
                + " where caller = ? and purpose = ? and ends_at > ? and ended_by is null"
                + " order by seq",
            BreakGlassStore::read,
            caller,
            purpose,
            now));
  }

  /** Newest first, those before {@code seq}. */
  List<BreakGlass> before(long seq, int limit) {
    return database.with(sql ->
        sql.query(
            COLUMNS + " where seq < ? order by seq desc limit ?",
            BreakGlassStore::read,
            seq,
            limit));
  }

  /** Those of {@link #before} that nobody has confirmed or ended, asked for after {@code since}. */
  List<BreakGlass> waiting(long seq, Instant since, int limit) {
    return database.with(sql ->
        sql.query(
            COLUMNS
                + " where seq < ? and confirmed_by is null and ended_by is null and asked_at > ?"
                + " order by seq desc limit ?",
            BreakGlassStore::read,
            seq,
            since,
            limit));
  }

  private static BreakGlass read(ResultSet row) throws SQLException {
    return new BreakGlass(
        row.getObject(1, UUID.class),
        row.getLong(2),
        row.getString(3),
        Arrays.asList((String[]) row.getArray(4).getArray()),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        Sql.instant(row, 8),
        row.getString(9),
        Sql.maybeInstant(row, 10),
        Sql.maybeInstant(row, 11),
        row.getString(12),
        Sql.maybeInstant(row, 13));
  }
}
