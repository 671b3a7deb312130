package dev.lethe.service.policy;

import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@link PolicyProposal}. */
@ApplicationScoped
class PolicyProposalStore {
  private static final String COLUMNS =
      "select id, seq, based_on, content, reason, proposed_by, proposed_at, confirmed_by,"
          + " confirmed_at from policy_proposal";

  private final PolicyDatabase database;
  private final PolicyStore policies;

  PolicyProposalStore(PolicyDatabase database, PolicyStore policies) {
    this.database = database;
    this.policies = policies;
  }

  void add(
      UUID id, long basedOn, PolicyDocument document, String reason, String person, Instant at) {
    database.with(sql ->
        sql.update(
            "insert into policy_proposal (id, based_on, content, reason, proposed_by, proposed_at)"
                + " values (?, ?, ?, ?, ?, ?)",
            id,
            basedOn,
            policies.text(document),
            reason,
            person,
            at));
  }

  Optional<PolicyProposal> find(UUID id) {
    return database.with(sql -> sql.query(COLUMNS + " where id = ?", this::read, id)).stream()
        .findFirst();
  }

  /** Inside a transaction: nobody else changes it before the commit. */
  Optional<PolicyProposal> lock(UUID id) {
    return database
        .with(sql -> sql.query(COLUMNS + " where id = ? for update", this::read, id))
        .stream()
        .findFirst();
  }

  void confirm(UUID id, String person, Instant at) {
    database.with(sql ->
        sql.update(
            "update policy_proposal set confirmed_by = ?, confirmed_at = ? where id = ?",
            person,
            at,
            id));
  }

  /** Those of {@link #before} that can still be confirmed. */
  List<PolicyProposal> waiting(long seq, long newest, Instant since, int limit) {
    return database.with(sql ->
        sql.query(
            COLUMNS
                + " where seq < ? and confirmed_by is null and based_on = ? and proposed_at > ?"
                + " order by seq desc limit ?",
            this::read,
            seq,
            newest,
            since,
            limit));
  }

  /** Newest first, those before {@code seq}. */
  List<PolicyProposal> before(long seq, int limit) {
    return database.with(sql ->
        sql.query(COLUMNS + " where seq < ? order by seq desc limit ?", this::read, seq, limit));
  }

  private PolicyProposal read(ResultSet row) throws SQLException {
    return new PolicyProposal(
        row.getObject(1, UUID.class),
        row.getLong(2),
        row.getLong(3),
        policies.document(row.getString(4)),
        row.getString(5),
        row.getString(6),
        Sql.instant(row, 7),
        row.getString(8),
        Sql.maybeInstant(row, 9));
  }
}
