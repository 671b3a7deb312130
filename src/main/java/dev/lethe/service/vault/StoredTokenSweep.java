package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.database.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Deletes the stored tokens of destroyed keys, which are noise. Goes along the tombstones and keeps
 * in the database how far it has come, so it goes on where a process died, or after a restore.
 */
@ApplicationScoped
class StoredTokenSweep {
  private static final Logger LOG = Logger.getLogger(StoredTokenSweep.class);
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final int KEYS_AT_ONCE = 1_000;

  private final VaultDatabase database;
  private final int rowsAtOnce;
  private final Duration between;
  private final Counter swept;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("vault-sweep").daemon().factory());

  @Inject
  StoredTokenSweep(VaultDatabase database, MeterRegistry meters) {
    this(database, meters, 10_000, BETWEEN);
  }

  /**
   * One of another pace.
   *
   * @param rowsAtOnce how many rows it deletes in a transaction at most
   * @param between the pause after each sweep
   */
  StoredTokenSweep(VaultDatabase database, MeterRegistry meters, int rowsAtOnce, Duration between) {
    this.database = database;
    this.rowsAtOnce = rowsAtOnce;
    this.between = between;
    this.swept =
        Counter.builder("lethe.vault.stored.tokens.swept")
            .description("Stored tokens of destroyed keys that were deleted")
            .register(meters);
  }

  void start(@Observes StartupEvent event) {
    thread.scheduleWithFixedDelay(this::survive, 0, between.toNanos(), TimeUnit.NANOSECONDS);
  }

  // An exception would end the schedule.
  private void survive() {
    try {
      sweep();
    } catch (RuntimeException e) {
      LOG.warnf("Stored tokens of destroyed keys could not be deleted: %s", e.getClass().getName());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
  }

  /** Deletes what there is, unless another process is at it; returns how many rows it were. */
  int sweep() {
    int deleted = 0;
    for (var step = step(); step.more(); step = step()) {
      deleted += step.deleted();
      swept.increment(step.deleted());
    }
    if (deleted > 0) {
      LOG.infof("%d stored tokens of destroyed keys were deleted", deleted);
    }
    return deleted;
  }

  /** What one transaction did, and whether there may be more to do. */
  private record Step(int deleted, boolean more) {}

  private record Shredded(long seq, KeyId key) {}

  private Step step() {
    return database.atOnce(sql -> {
      var shredded = next(sql);
      if (shredded.isEmpty()) {
        return new Step(0, false);
      }
      int deleted =
          sql.update(
              "delete from stored_token where ctid = any(array("
                  + "select ctid from stored_token where key_id = any(?) limit ?))",
              sql.keys(shredded.stream().map(Shredded::key).toList()),
              rowsAtOnce);
      if (deleted < rowsAtOnce) {
        sql.update("update stored_token_sweep set swept_to = ?", shredded.getLast().seq());
      }
      return new Step(deleted, true);
    });
  }

  // Tombstones are numbered in the order in which their shreds were committed.
  private static List<Shredded> next(Sql sql) throws SQLException {
    return sql.query(
        "select t.seq, t.key_id from tombstone t, (select swept_to from stored_token_sweep"
            + " for update skip locked) s where t.seq > s.swept_to order by t.seq limit ?",
        row -> new Shredded(row.getLong(1), Sql.key(row, 2)),
        KEYS_AT_ONCE);
  }
}
