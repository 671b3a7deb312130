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
