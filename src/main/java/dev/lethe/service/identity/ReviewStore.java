package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.database.Sql;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of review cases, to list and to close them. */
final class ReviewStore {
  private static final String COLUMNS =
      "select id, seq, kind, left_profiles, right_profiles, link, request, state, verdict, decision,"
          + " opened_at, closed_at, closed_by, reason_key, reason from review_case";

  private ReviewStore() {}

  /** A case; the sides hold the profiles that it was opened for. */
  record Row(
      UUID id,
      long seq,
      String kind,
      List<ProfileId> left,
      List<ProfileId> right,
      float link,
      @Nullable String request,
      String state,
      @Nullable String verdict,
      @Nullable UUID decision,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String closedBy,
      @Nullable KeyId reasonKey,
      byte @Nullable [] reason) {

    Row {
      left = List.copyOf(left);
      right = List.copyOf(right);
    }
  }

  static Optional<Row> find(Sql sql, UUID id) throws SQLException {
    return sql.query(COLUMNS + " where id = ?", ReviewStore::read, id).stream().findFirst();
  }

  /** Oldest first. */
  static List<Row> page(Sql sql, String state, @Nullable String kind, long after, int limit)
      throws SQLException {
    return sql.query(
        COLUMNS
            + " where state = ? and seq > ? and (?::text is null or kind = ?)"
            + " order by seq limit ?",
        ReviewStore::read,
        state,
        after,
        kind,
        kind,
        limit);
  }

  /** What was decided for a request about profiles that it might erase. */
  static List<Row> of(Sql sql, String request) throws SQLException {
    return sql.query(COLUMNS + " where request = ? order by seq", ReviewStore::read, request);
  }

  /** Closes an open case; one that somebody closed meanwhile is a conflict. */
  static void decided(
      Sql sql, UUID id, String verdict, @Nullable UUID decision, String by, Instant at)
      throws SQLException {
    var closed =
        sql.update(
            "update review_case set state = 'decided', verdict = ?, decision = ?, closed_by = ?,"
                + " closed_at = ? where id = ? and state = 'open'",
            verdict,
            decision,
            by,
            at,
            id);
    if (closed == 0) {
      throw new ProblemException(ProblemType.CONFLICT, "The case was closed at the same time.");
    }
  }

  /** Keeps why a case was dismissed. */
  static void explain(Sql sql, UUID id, KeyId key, byte[] reason) throws SQLException {
    sql.update(
        "update review_case set reason_key = ?, reason = ? where id = ?", key.value(), reason, id);
  }

  /** Cases that a request no longer has to ask end. */
  static void vanished(Sql sql, String request, Collection<UUID> standing, Instant at)
      throws SQLException {
    sql.update(
        "update review_case set state = 'vanished', closed_at = ?"
            + " where request = ? and state = 'open' and id <> all(?)",
        at,
        request,
        sql.uuids(standing));
  }

  private static Row read(ResultSet row) throws SQLException {
    var key = Sql.maybeUuid(row, 14);
    return new Row(
        Sql.uuid(row, 1),
        row.getLong(2),
        row.getString(3),
        profiles(row, 4),
        profiles(row, 5),
        row.getFloat(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        Sql.maybeUuid(row, 10),
        Sql.instant(row, 11),
        Sql.maybeInstant(row, 12),
        row.getString(13),
        key == null ? null : new KeyId(key),
        row.getBytes(15));
  }

  private static List<ProfileId> profiles(ResultSet row, int column) throws SQLException {
    return Arrays.stream((UUID[]) row.getArray(column).getArray()).map(ProfileId::new).toList();
  }
}
