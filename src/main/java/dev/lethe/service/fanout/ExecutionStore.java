package dev.lethe.service.fanout;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.database.Sql;
import dev.lethe.service.fanout.ExecutionOrder.SubjectProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Stores executions and whom they are about. */
@ApplicationScoped
class ExecutionStore {
  private static final String SELECT =
      "select request, kind, handle, stage, withdrawn, customer, case_key, source_keys, profiles,"
          + " approved_at, report from execution where request = ?";

  private final LetheDatabase database;

  ExecutionStore(LetheDatabase database) {
    this.database = database;
  }

  void insert(ExecutionOrder order, Stage stage, Instant at) {
    database.update(
        "insert into execution (request, kind, handle, stage, customer, case_key, source_keys,"
            + " profiles, approved_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        order.request(),
        order.kind().word(),
        order.handle(),
        stage.word(),
        order.customer(),
        order.caseKey().toBytes(),
        order.sourceKeys(),
        order.profiles().size(),
        at);
    for (SubjectProfile profile : order.profiles()) {
      database.update(
          "insert into execution_profile (request, profile, key_id) values (?, ?, ?)",
          order.request(),
          profile.profile(),
          profile.key().toBytes());
    }
  }

  Optional<Execution> find(String request) {
    return database.one(this::read, SELECT, request);
  }

  /** An erasure that has not frozen anything yet, and what its person is known again by. */
  record Begun(String request, KeyId caseKey, byte[] sourceKeys) {
    @Override
    public String toString() {
      return "Begun[" + request + "]";
    }
  }

  /** Erasures in their first stage, in the order of their requests, those behind {@code after}. */
  List<Begun> begun(String after, int limit) {
    return database.list(
        row ->
            new Begun(
                row.getString("request"),
                KeyId.of(row.getBytes("case_key")),
                row.getBytes("source_keys")),
        "select request, case_key, source_keys from execution where ended_at is null"
            + " and stage = ? and kind = ? and request > ? and source_keys is not null"
            + " order by request limit ?",
        Stage.first(ExecutionKind.ERASE).word(),
        ExecutionKind.ERASE.word(),
        after,
        limit);
  }

  /** Those of the requests whose erasure has not ended. */
  List<String> running(Collection<String> requests) {
    return database.list(
        row -> row.getString(1),
        "select request from execution where ended_at is null and kind = ? and request = any(?)"
            + " order by request",
        ExecutionKind.ERASE.word(),
        requests.toArray(String[]::new));
  }

  /** Reads the execution and holds it until the transaction ends. */
  Optional<Execution> lock(String request) {
    return database.one(this::read, SELECT + " for update", request);
  }

  void enter(String request, Stage stage) {
    database.update("update execution set stage = ? where request = ?", stage.word(), request);
  }

  void withdraw(String request) {
    database.update("update execution set withdrawn = true where request = ?", request);
  }

  void report(String request, Json.Obj facts) {
    database.update(
        "update execution set report = report || ?::jsonb where request = ?",
        CanonicalJson.text(facts),
        request);
  }

  /** Ends the execution; whom it was about is forgotten. */
  void end(String request, Instant at) {
    database.update(
        "update execution set ended_at = ?, customer = null, source_keys = null where request = ?",
        at,
        request);
    database.update("delete from execution_profile where request = ?", request);
  }

  private Execution read(ResultSet row) throws SQLException {
    String request = row.getString("request");
    return new Execution(
        request,
        ExecutionKind.of(row.getString("kind")),
        row.getString("handle"),
        Stage.of(row.getString("stage")),
        row.getBoolean("withdrawn"),
        row.getString("customer"),
        KeyId.of(row.getBytes("case_key")),
        Objects.requireNonNullElse(row.getBytes("source_keys"), new byte[0]),
        row.getInt("profiles"),
        Objects.requireNonNull(Sql.maybeInstant(row, "approved_at")),
        (Json.Obj) Json.parse(row.getString("report")),
        profiles(request));
  }

  private List<SubjectProfile> profiles(String request) {
    return database.list(
        row -> new SubjectProfile(row.getString(1), KeyId.of(row.getBytes(2))),
        "select profile, key_id from execution_profile where request = ? order by profile",
        request);
  }
}
