package dev.lethe.service.request;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.database.Sql;
import dev.lethe.service.request.VerificationRules.Evidence;
import dev.lethe.service.request.clock.Deadlines;
import dev.lethe.service.request.state.Degree;
import dev.lethe.service.request.state.RequestState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores requests. Every change raises the version. */
@ApplicationScoped
class RequestStore {
  private final LetheDatabase database;
  private final JsonText json;

  RequestStore(LetheDatabase database, JsonText json) {
    this.database = database;
    this.json = json;
  }

  /** A request about to be stored. */
  record Fresh(
      String id,
      Right right,
      Regime regime,
      @Nullable String channel,
      String creator,
      Instant received,
      Deadlines deadlines,
      KeyId caseKey,
      byte[] identifiers,
      List<Mask> masks,
      String handle) {}

  void insert(Fresh fresh, Instant now) {
    database.update(
        "insert into request (id, number, right_name, regime, state, channel, created_by, created_at,"
            + " updated_at, received_at, confirm_due, internal_due, statutory_due, case_key,"
            + " identifiers, masks, handle) values (?, nextval('request_number_seq'), ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)",
        fresh.id(),
        fresh.right().word(),
        fresh.regime().word(),
        RequestState.Name.RECEIVED.name(),
        fresh.channel(),
        fresh.creator(),
        now,
        now,
        fresh.received(),
        fresh.deadlines().confirm(),
        fresh.deadlines().internal(),
        fresh.deadlines().statutory(),
        fresh.caseKey().toBytes(),
        fresh.identifiers(),
        json.write(fresh.masks()),
        fresh.handle());
  }

  Optional<StoredRequest> find(String id) {
    return database.one(this::read, "select * from request where id = ?", id);
  }

  /** Reads a request and holds it until the transaction ends. */
  Optional<StoredRequest> lock(String id) {
    return database.one(this::read, "select * from request where id = ? for update", id);
  }

  List<StoredRequest> list(String where, @Nullable Object... arguments) {
    return database.list(this::read, "select * from request " + where, arguments);
  }

  void enter(String id, RequestState state, Instant now) {
    boolean sufficient = state instanceof RequestState.Verifying(boolean enough) && enough;
    boolean choosing = state instanceof RequestState.Resolved(boolean several) && several;
    database.update(
        "update request set state = ?, sufficient = ?, choosing = ?, version = version + 1,"
            + " updated_at = ? where id = ?",
        state.name().name(),
        sufficient,
        choosing,
        now,
        id);
  }

  void touch(String id, Instant now) {
    database.update(
        "update request set version = version + 1, updated_at = ? where id = ?", now, id);
  }

  void verified(String id, StoredRequest.Verification verification) {
    database.update(
        "update request set degree = ?, method = ?, evidence = ?::jsonb, verified_by = ?,"
            + " verified_at = ? where id = ?",
        verification.degree().word(),
        verification.method(),
        json.write(verification.evidence()),
        verification.by(),
        verification.at(),
        id);
  }

  void matched(
      String id, @Nullable String customer, List<String> candidates, int profiles, Instant at) {
    database.update(
        "update request set customer = ?, candidates = ?::jsonb, profiles = ?, resolved_at = ? where id = ?",
        customer,
        json.write(candidates),
        profiles,
        at,
        id);
  }

  void planned(String id, int plan, String by, int profiles, Instant at) {
    database.update(
        "update request set plan_version = ?, planned_by = ?, planned_at = ?, profiles = ? where id = ?",
        plan,
        by,
        at,
        profiles,
        id);
  }

  void returned(String id) {
    database.update("update request set planned_at = null where id = ?", id);
  }

  void approved(String id, String by, Instant at) {
    database.update("update request set approved_by = ?, approved_at = ? where id = ?", by, at, id);
  }

  void running(String id, Instant at) {
    database.update("update request set running_at = coalesce(running_at, ?) where id = ?", at, id);
  }

  void checked(String id, Instant at) {
    database.update("update request set checked_at = ? where id = ?", at, id);
  }

  void close(String id, @Nullable String denialCode, Instant at, Instant caseEnds) {
    database.update(
        "update request set closed_at = ?, case_ends_at = ?, denial_code = ? where id = ?",
        at,
        caseEnds,
        denialCode,
        id);
  }

  Optional<byte[]> identifiers(String id) {
    return database
        .list(
            row -> Optional.ofNullable(row.getBytes(1)),
            "select identifiers from request where id = ?",
            id)
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private StoredRequest read(ResultSet row) throws SQLException {
    byte[] caseKey = row.getBytes("case_key");
    return new StoredRequest(
        row.getString("id"),
        row.getLong("number"),
        Right.valueOf(row.getString("right_name").toUpperCase(Locale.ROOT)),
        Regime.valueOf(row.getString("regime").toUpperCase(Locale.ROOT)),
        state(row),
        row.getLong("version"),
        row.getString("channel"),
        times(row),
        new Deadlines(
            row.getObject("confirm_due", LocalDate.class),
            row.getObject("internal_due", LocalDate.class),
            row.getObject("statutory_due", LocalDate.class)),
        new StoredRequest.Subject(
            caseKey == null ? null : KeyId.of(caseKey),
            json.read(row.getString("masks"), new TypeReference<List<Mask>>() {}),
            row.getString("handle"),
            row.getString("customer"),
            json.read(row.getString("candidates"), new TypeReference<List<String>>() {}),
            row.getInt("profiles")),
        verification(row),
        new StoredRequest.People(
            row.getString("created_by"),
            row.getString("planned_by"),
            row.getString("approved_by")));
  }

  private static StoredRequest.Times times(ResultSet row) throws SQLException {
    return new StoredRequest.Times(
        Objects.requireNonNull(Sql.maybeInstant(row, "created_at")),
        Objects.requireNonNull(Sql.maybeInstant(row, "received_at")),
        Sql.maybeInstant(row, "resolved_at"),
        Sql.maybeInstant(row, "planned_at"),
        Sql.maybeInstant(row, "approved_at"),
        Sql.maybeInstant(row, "running_at"),
        Sql.maybeInstant(row, "checked_at"),
        Sql.maybeInstant(row, "closed_at"));
  }

  private StoredRequest.@Nullable Verification verification(ResultSet row) throws SQLException {
    String degree = row.getString("degree");
    Instant at = Sql.maybeInstant(row, "verified_at");
    if (degree == null || at == null) {
      return null;
    }
    return new StoredRequest.Verification(
        Degree.valueOf(degree.toUpperCase(Locale.ROOT)),
        row.getString("method"),
        json.read(row.getString("evidence"), new TypeReference<List<Evidence>>() {}),
        row.getString("verified_by"),
        at);
  }

  private static RequestState state(ResultSet row) throws SQLException {
    return switch (RequestState.Name.valueOf(row.getString("state"))) {
      case RECEIVED -> new RequestState.Received();
      case VERIFYING -> new RequestState.Verifying(row.getBoolean("sufficient"));
      case RESOLVED -> new RequestState.Resolved(row.getBoolean("choosing"));
      case PLANNED -> new RequestState.Planned(row.getString("planned_by"));
      case APPROVED -> new RequestState.Approved();
      case FROZEN -> new RequestState.Frozen();
      case EXECUTING -> new RequestState.Executing();
      case VERIFYING_ERASURE -> new RequestState.VerifyingErasure();
      case COMPLETED -> new RequestState.Completed(false);
      case COMPLETED_WITH_EXCEPTIONS -> new RequestState.Completed(true);
      case NO_MATCH -> new RequestState.NoMatch();
      case DENIED -> new RequestState.Denied();
      case WITHDRAWN -> new RequestState.Withdrawn();
    };
  }
}
