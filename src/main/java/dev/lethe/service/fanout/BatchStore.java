package dev.lethe.service.fanout;

import dev.lethe.service.database.LetheDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores batches and decides who works on which: every change is fenced by the claim's owner. */
@ApplicationScoped
class BatchStore {
  private final LetheDatabase database;

  BatchStore(LetheDatabase database) {
    this.database = database;
  }

  /** A batch that belongs to a worker until its lease ends. */
  record Claim(String batch, String lane, Stage stage, int attempt, String owner) {}

  /** Tasks of one stage that wait in a free lane. */
  record Waiting(String lane, Stage stage, boolean solo) {}

  /** Takes over a batch whose time has come or whose worker has fallen silent. */
  Optional<Claim> takeOver(String owner, Instant now, Instant leaseUntil) {
    return database.one(
        row ->
            new Claim(
                row.getString("id"),
                row.getString("lane"),
                Stage.of(row.getString("stage")),
                row.getInt("attempts"),
                owner),
        "update batch set state = 'working', owner = ?, lease_until = ?, attempts = attempts + 1"
            + " where id = (select id from batch where (state = 'due' and not_before <= ?)"
            + " or (state = 'working' and lease_until < ?) order by not_before limit 1"
            + " for update skip locked) returning id, lane, stage, attempts",
        owner,
        leaseUntil,
        now,
        now);
  }

  /** Finds tasks that wait in a lane where nobody works. */
  Optional<Waiting> waiting(Instant now) {
    return database.one(
        row ->
            new Waiting(
                row.getString("lane"), Stage.of(row.getString("stage")), row.getBoolean("solo")),
        "select lane, stage, solo from task t where state = 'waiting' and not_before <= ?"
            + " and not exists (select 1 from batch b where b.lane = t.lane and b.state in ('due', 'working'))"
            + " order by id limit 1 for update skip locked",
        now);
  }

  /** Opens a batch, unless somebody was faster in this lane. */
  Optional<Claim> open(Waiting waiting, String owner, Instant now, Instant leaseUntil) {
    String id = "bat_" + UUID.randomUUID().toString().replace("-", "");
    int inserted =
        database.update(
            "insert into batch (id, lane, stage, state, attempts, not_before, owner, lease_until, created_at)"
                + " values (?, ?, ?, 'working', 1, ?, ?, ?, ?)"
                + " on conflict (lane) where state in ('due', 'working') do nothing",
            id,
            waiting.lane(),
            waiting.stage().word(),
            now,
            owner,
            leaseUntil,
            now);
    return inserted == 0
        ? Optional.empty()
        : Optional.of(new Claim(id, waiting.lane(), waiting.stage(), 1, owner));
  }

  /**
   * Holds the batch for the rest of the transaction; false if it belongs to somebody else by now.
   */
  boolean stillMine(Claim claim) {
    return database
        .one(
            row -> row.getInt(1),
            "select 1 from batch where id = ? and owner = ? and state = 'working' for update",
            claim.batch(),
            claim.owner())
        .isPresent();
  }

  void end(Claim claim, String state, Instant at, @Nullable String error) {
    database.update(
        "update batch set state = ?, ended_at = ?, lease_until = null, last_error = ? where id = ?",
        state,
        at,
        error,
        claim.batch());
  }

  void retryAt(Claim claim, Instant notBefore, String error) {
    database.update(
        "update batch set state = 'due', not_before = ?, lease_until = null, last_error = ? where id = ?",
        notBefore,
        error,
        claim.batch());
  }

  /** Gives the batch back as if this attempt had not been made. */
  void postpone(Claim claim, Instant notBefore) {
    database.update(
        "update batch set state = 'due', not_before = ?, lease_until = null,"
            + " attempts = attempts - 1 where id = ?",
        notBefore,
        claim.batch());
  }

  void heartbeat(Collection<String> owners, Instant leaseUntil) {
    database.update(
        "update batch set lease_until = ? where state = 'working' and owner = any(?)",
        leaseUntil,
        owners.toArray(String[]::new));
  }
}
