package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Constraints.Pair;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.Decisions.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of decisions. Reasons are sealed. */
final class DecisionStore {
  private static final long LOCK = 0x1e7e_dec1L;
  private static final String COLUMNS =
      "d.id, d.seq, d.verdict, d.origin, d.reason_key, d.reason, d.decided_by, d.decided_at,"
          + " d.undone_by, d.undone_at, d.undo_reason";

  private final Sql sql;

  DecisionStore(Sql sql) {
    this.sql = sql;
  }

  /** A decision as stored, with the pairs whose profiles both still exist. */
  record Row(
      UUID id,
      long seq,
      Verdict verdict,
      String origin,
      KeyId reasonKey,
      byte[] reason,
      String by,
      Instant at,
      @Nullable String undoneBy,
      @Nullable Instant undoneAt,
      byte @Nullable [] undoReason,
      List<Pair> pairs) {

    Row {
      pairs = List.copyOf(pairs);
    }
  }

  /** What a list is narrowed to; null where it is not. */
  record Filter(@Nullable ProfileId profile, @Nullable Boolean standing) {}

  /** One decision at a time, so that two that contradict each other cannot pass together. */
  void lock() throws SQLException {
    sql.query("select pg_advisory_xact_lock(?)", row -> 0, LOCK);
  }

  void insert(Row row) throws SQLException {
    sql.update(
        "insert into identity_decision (id, verdict, origin, reason_key, reason, decided_by,"
            + " decided_at) values (?, ?, ?, ?, ?, ?, ?)",
        row.id(),
        row.verdict().word(),
        row.origin(),
        row.reasonKey().value(),
        row.reason(),
        row.by(),
        row.at());
    sql.update(
        "insert into identity_decision_pair (decision, a, b)"
            + " select ?, p.* from unnest(?::uuid[], ?::uuid[]) as p",
        row.id(),
        sql.uuids(row.pairs().stream().map(pair -> pair.a().value()).toList()),
        sql.uuids(row.pairs().stream().map(pair -> pair.b().value()).toList()));
  }

  /** Answers false when it was undone before. */
  boolean undo(UUID id, String by, Instant at, byte[] reason) throws SQLException {
    return sql.update(
            "update identity_decision set undone_by = ?, undone_at = ?, undo_reason = ?"
                + " where id = ? and undone_at is null",
            by,
            at,
            reason,
            id)
        == 1;
  }

  Optional<Row> find(UUID id) throws SQLException {
    var rows =
        sql.query(
            "select " + COLUMNS + " from identity_decision d where d.id = ?",
            DecisionStore::read,
            id);
    return withPairs(rows).stream().findFirst();
  }

  /** Newest first. */
  List<Row> page(Filter filter, long before, int limit) throws SQLException {
    var profile = filter.profile() == null ? null : filter.profile().value();
    return withPairs(
        sql.query(
            "select "
                + COLUMNS
                + " from identity_decision d where d.seq < ?"
                + " and (?::boolean is null or (d.undone_at is null) = ?::boolean)"
                + " and (?::uuid is null or exists (select from identity_decision_pair p"
                + " where p.decision = d.id and (p.a = ? or p.b = ?)))"
                + " order by d.seq desc limit ?",
            DecisionStore::read,
            before,
            filter.standing(),
            filter.standing(),
            profile,
            profile,
            profile,
            limit));
  }

  /** Every decision about any of the profiles, standing or not, oldest first. */
  List<Row> about(Collection<ProfileId> profiles) throws SQLException {
    var ids = sql.uuids(profiles.stream().map(ProfileId::value).toList());
    return withPairs(
        sql.query(
            "select "
                + COLUMNS
                + " from identity_decision d where d.id in (select decision"
                + " from identity_decision_pair where a = any(?) or b = any(?)) order by d.seq",
            DecisionStore::read,
            ids,
            ids));
  }

  private List<Row> withPairs(List<Row> rows) throws SQLException {
    var pairs = new HashMap<UUID, List<Pair>>();
    sql.query(
        "select decision, a, b from identity_decision_pair where decision = any(?) order by a, b",
        row ->
            pairs
                .computeIfAbsent(Sql.uuid(row, 1), id -> new ArrayList<>())
                .add(new Pair(new ProfileId(Sql.uuid(row, 2)), new ProfileId(Sql.uuid(row, 3)))),
        sql.uuids(rows.stream().map(Row::id).toList()));
    return rows.stream().map(row -> row(row, pairs.getOrDefault(row.id(), List.of()))).toList();
  }

  private static Row row(Row row, List<Pair> pairs) {
    return new Row(
        row.id(),
        row.seq(),
        row.verdict(),
        row.origin(),
        row.reasonKey(),
        row.reason(),
        row.by(),
        row.at(),
        row.undoneBy(),
        row.undoneAt(),
        row.undoReason(),
        pairs);
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        Sql.uuid(row, 1),
        row.getLong(2),
        Verdict.of(row.getString(3)),
        row.getString(4),
        Sql.key(row, 5),
        row.getBytes(6),
        row.getString(7),
        Sql.instant(row, 8),
        row.getString(9),
        Sql.maybeInstant(row, 10),
        row.getBytes(11),
        List.of());
  }
}
