package dev.lethe.service.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of the token policy; none is ever changed or deleted. Version 0 ships. */
@ApplicationScoped
class PolicyStore {
  private static final String COLUMNS =
      "select version, content, made_by, made_at, reason from token_policy";

  private final PolicyDatabase database;
  private final ObjectMapper json;
  private final PolicyVersion shipped;

  PolicyStore(PolicyDatabase database, ObjectMapper json) {
    this.database = database;
    this.json = json;
    this.shipped = new PolicyVersion(0, readShipped(), null, null, null);
  }

  /** A version, and who made it when and why; nobody made the one that ships. */
  record PolicyVersion(
      long version,
      PolicyDocument document,
      @Nullable String madeBy,
      @Nullable Instant madeAt,
      @Nullable String reason) {}

  long newest() {
    return database.with(sql ->
        sql.query("select coalesce(max(version), 0) from token_policy", row -> row.getLong(1))
            .getFirst());
  }

  Optional<PolicyVersion> find(long version) {
    return version == 0
        ? Optional.of(shipped)
        : database.with(sql ->
            sql.query(COLUMNS + " where version = ?", this::read, version).stream().findFirst());
  }

  /** Newest first, those before {@code version}; the one that ships comes last. */
  List<PolicyVersion> before(long version, int limit) {
    var versions =
        database.with(sql ->
            sql.query(
                COLUMNS + " where version < ? order by version desc limit ?",
                this::read,
                version,
                limit));
    if (versions.size() < limit && version > 0) {
      versions.add(shipped);
    }
    return versions;
  }

  /** Adds what somebody else has confirmed; answers false when there is a version of its number. */
  boolean add(PolicyProposal proposal, String confirmedBy, Instant at) {
    return database.with(sql ->
        sql.update(
            "insert into token_policy (version, content, made_by, made_at, reason,"
                + " confirmed_by) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
            proposal.basedOn() + 1,
            text(proposal.document()),
            proposal.proposedBy(),
            at,
            proposal.reason(),
            confirmedBy))
        == 1;
  }

  private PolicyVersion read(ResultSet row) throws SQLException {
    return new PolicyVersion(
        row.getLong(1),
        document(row.getString(2)),
        row.getString(3),
        Sql.instant(row, 4),
        row.getString(5));
  }

  String text(PolicyDocument document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  PolicyDocument document(String text) {
    try {
      return json.readValue(text, PolicyDocument.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PolicyDocument readShipped() {
    try (var in = PolicyStore.class.getResourceAsStream("token-policy.json")) {
      return json.readValue(in, PolicyDocument.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
