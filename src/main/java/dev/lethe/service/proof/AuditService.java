package dev.lethe.service.proof;

import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.database.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The append-only log of every consequential event. An event is logged exactly when the transaction
 * that it tells of commits.
 */
@ApplicationScoped
public class AuditService {
  private final AgroalDataSource dataSource;
  private final InstantSource clock;

  AuditService(AgroalDataSource dataSource, InstantSource clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * Adds an event to the log; joins the caller's transaction on the lethe database.
   *
   * @return the number of the entry
   */
  @Transactional
  public long append(AuditEvent event) {
    try (Connection connection = dataSource.getConnection()) {
      Sql sql = new Sql(connection);
      LogEntry entry =
          new LogEntry(
              nextSeq(sql),
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              event.type(),
              event.actor(),
              event.request(),
              JsonFacts.object(event.body()));
      insert(sql, entry);
      return entry.seq();
    } catch (SQLException e) {
      throw new ProofStoreException("could not append to the log", e);
    }
  }

  /** Returns a request's entries in order, beginning after {@code after}. */
  @Transactional
  public List<LogEntry> history(String request, long after, int limit) {
    return read(
        "select seq, at, type, actor, request, body from log_entry"
            + " where request = ? and seq > ? order by seq limit ?",
        request,
        after,
        limit);
  }

  /** Returns the newest entries that belong to requests, newest first. */
  @Transactional
  public List<LogEntry> recent(int limit) {
    return read(
        "select seq, at, type, actor, request, body from log_entry"
            + " where request is not null order by seq desc limit ?",
        limit);
  }

  private static long nextSeq(Sql sql) throws SQLException {
    return sql.query("select nextval('log_entry_seq')", row -> row.getLong(1)).getFirst();
  }

  private static void insert(Sql sql, LogEntry entry) throws SQLException {
    sql.update(
        "with entry as (insert into log_entry (seq, at, type, actor, request, body, leaf_hash)"
            + " values (?, ?, ?, ?, ?, ?::jsonb, ?) returning seq)"
            + " insert into log_pending (seq) select seq from entry",
        entry.seq(),
        entry.at(),
        entry.type(),
        entry.actor(),
        entry.request(),
        CanonicalJson.text(entry.body()),
        entry.leafHash());
  }

  private List<LogEntry> read(String query, Object... arguments) {
    try (Connection connection = dataSource.getConnection()) {
      return new Sql(connection).query(query, AuditService::entry, arguments);
    } catch (SQLException e) {
      throw new ProofStoreException("could not read the log", e);
    }
  }

  /** Reads columns seq, at, type, actor, request, body of the current row. */
  static LogEntry entry(ResultSet row) throws SQLException {
    Instant at = row.getObject(2, OffsetDateTime.class).toInstant();
    @Nullable String request = row.getString(5);
    Json.Obj body = (Json.Obj) Json.parse(row.getString(6));
    return new LogEntry(row.getLong(1), at, row.getString(3), row.getString(4), request, body);
  }
}
