package dev.lethe.service.policy;

import dev.lethe.service.database.Sql;
import dev.lethe.service.policy.RevealUse.Excess;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stops callers, and lets second persons lift that. The log knows of both in the same moment. */
@ApplicationScoped
class RevealStops {
  private static final String COLUMNS =
      "select seq, id, caller, ground, why, people, bound, stopped_at, lifted_by, lifted_at,"
          + " reason from reveal_stop";

  private final PolicyDatabase database;
  private final RevealUseStore uses;
  private final AuditService audit;
  private final SecureRandom random;
  private final InstantSource clock;

  RevealStops(
      PolicyDatabase database,
      RevealUseStore uses,
      AuditService audit,
      SecureRandom random,
      InstantSource clock) {
    this.database = database;
    this.uses = uses;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /** What a caller is answered who is stopped. */
  static ProblemException stopped() {
    return new ProblemException(
        ProblemType.REVEALS_STOPPED,
        "You asked for values of more people than you may, or usually do. A second person has to"
            + " lift this stop.");
  }

  boolean isStopped(Sql sql, String caller) throws SQLException {
    return !sql.query(
            "select 1 from reveal_stop where caller = ? and lifted_by is null", row -> true, caller)
        .isEmpty();
  }

  /** Stops a caller who is not stopped yet; inside a transaction that is not undone. */
  void stop(Sql sql, String caller, String ground, Excess excess, Instant now) throws SQLException {
    var id = Ids.STOP.random(random);
    int made =
        sql.update(
            "insert into reveal_stop (id, caller, ground, why, people, bound, stopped_at)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            id,
            caller,
            ground,
            excess.why(),
            excess.people(),
            excess.bound(),
            now);
    if (made == 1) {
      audit.append(
          new AuditEvent(
              "tokens.reveals_stopped",
              caller,
              Map.of(
                  "stop", Ids.STOP.text(id),
                  "rule", ground,
                  "why", excess.why(),
                  "people", excess.people(),
                  "bound", excess.bound())));
    }
  }

  /** Lets somebody else go on, for as many people again. */
  @Transactional
  RevealStop lift(UUID id, String person, String reason) {
    var caller = find(id).view().caller();
    if (caller.equals(person)) {
      throw new ProblemException(
          ProblemType.FOUR_EYES, "You cannot lift your own stop. Ask a second person.");
    }
    database.with(sql -> {
      var now = clock.instant();
      var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      // First what a demand locks first, so that the two never wait for each other.
      uses.startAgain(sql, caller, List.of(today));
      int lifted =
          sql.update(
              "update reveal_stop set lifted_by = ?, lifted_at = ?, reason = ?"
                  + " where id = ? and lifted_by is null",
              person,
              now,
              reason,
              id);
      if (lifted == 0) {
        throw new ProblemException(ProblemType.WRONG_STATE, "This stop has been lifted already.");
      }
      return lifted;
    });
    audit.append(
        new AuditEvent(
            "tokens.reveals_resumed",
            person,
            Map.of("stop", Ids.STOP.text(id), "caller", caller, "reason", reason)));
    return find(id);
  }

  RevealStop find(UUID id) {
    return database
        .with(sql -> sql.query(COLUMNS + " where id = ?", RevealStops::read, id))
        .stream()
        .findFirst()
        .orElseThrow(Ids::nothing);
  }

  Page<RevealStop.View> page(boolean waiting, @Nullable String after, int limit) {
    var which = waiting ? " and lifted_by is null" : "";
    return Page.newestFirst(after, limit, (seq, most) -> before(seq, which, most), RevealStop::seq)
        .map(RevealStop::view);
  }

  private List<RevealStop> before(long seq, String which, int most) {
    return database.with(sql ->
        sql.query(
            COLUMNS + " where seq < ?" + which + " order by seq desc limit ?",
            RevealStops::read,
            seq,
            most));
  }

  /** How many callers are stopped now. */
  long open() {
    return database.with(sql ->
        sql.query("select count(*) from reveal_stop where lifted_by is null", row -> row.getLong(1))
            .getFirst());
  }

  private static RevealStop read(ResultSet row) throws SQLException {
    return new RevealStop(
        row.getLong(1),
        new RevealStop.View(
            Ids.STOP.text(row.getObject(2, UUID.class)),
            row.getString(9) == null ? "stopped" : "lifted",
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getInt(6),
            row.getInt(7),
            Sql.instant(row, 8),
            row.getString(9),
            Sql.maybeInstant(row, 10),
            row.getString(11)));
  }
}
