package dev.lethe.service.proof;

import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
      LogEntry entry =
          new LogEntry(
              nextSeq(connection),
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              event.type(),
              event.actor(),
              event.request(),
              JsonFacts.object(event.body()));
      insert(connection, entry);
      return entry.seq();
    } catch (SQLException e) {
      throw new ProofStoreException("could not append to the log", e);
    }
  }

  /** Returns a request's entries in order, beginning after {@code after}. */
  @Transactional
  public List<LogEntry> history(String request, long after, int limit) {
    String sql =
        "select seq, at, type, actor, request, body from log_entry"
            + " where request = ? and seq > ? order by seq limit ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, request);
      select.setLong(2, after);
      select.setInt(3, limit);
      return read(select);
    } catch (SQLException e) {
      throw new ProofStoreException("could not read the log", e);
    }
  }

  /** Returns the newest entries that belong to requests, newest first. */
  @Transactional
  public List<LogEntry> recent(int limit) {
    String sql =
        "select seq, at, type, actor, request, body from log_entry"
            + " where request is not null order by seq desc limit ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setInt(1, limit);
      return read(select);
    } catch (SQLException e) {
      throw new ProofStoreException("could not read the log", e);
    }
  }

  private static long nextSeq(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select nextval('log_entry_seq')");
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void insert(Connection connection, LogEntry entry) throws SQLException {
    String sql =
        "with entry as (insert into log_entry (seq, at, type, actor, request, body, leaf_hash)"
            + " values (?, ?, ?, ?, ?, ?::jsonb, ?) returning seq)"
            + " insert into log_pending (seq) select seq from entry";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, entry.seq());
      insert.setObject(2, entry.at().atOffset(ZoneOffset.UTC));
      insert.setString(3, entry.type());
      insert.setString(4, entry.actor());
      insert.setString(5, entry.request());
      insert.setString(6, CanonicalJson.text(entry.body()));
      insert.setBytes(7, entry.leafHash());
      insert.executeUpdate();
    }
  }

  private static List<LogEntry> read(PreparedStatement select) throws SQLException {
    List<LogEntry> entries = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        entries.add(entry(rows));
      }
    }
    return entries;
  }

  /** Reads columns seq, at, type, actor, request, body of the current row. */
  static LogEntry entry(ResultSet row) throws SQLException {
    Instant at = row.getObject(2, OffsetDateTime.class).toInstant();
    @Nullable String request = row.getString(5);
    Json.Obj body = (Json.Obj) Json.parse(row.getString(6));
    return new LogEntry(row.getLong(1), at, row.getString(3), row.getString(4), request, body);
  }
}
