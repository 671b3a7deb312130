package dev.lethe.service.identity;

import dev.lethe.service.database.Sql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * After another model was put in force, marks all profiles for being resolved anew, some at a time.
 * How far it is stands in the database, so that a crash or another node goes on from there.
 */
@ApplicationScoped
class ReresolutionMarker {
  private static final Logger LOG = Logger.getLogger(ReresolutionMarker.class);
  private static final int BATCH = 2_000;
  private static final UUID FIRST = new UUID(0, 0);

  private final IdentityDatabase database;
  private final Settler settler;
  private final InstantSource clock;
  private final Duration pause;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reresolution-marker").factory());

  ReresolutionMarker(
      IdentityDatabase database,
      Settler settler,
      InstantSource clock,
      @ConfigProperty(name = "lethe.identity.mark-every", defaultValue = "PT2S") Duration pause) {
    this.database = database;
    this.settler = settler;
    this.clock = clock;
    this.pause = pause;
  }

  private record Unmarked(long activation, UUID upTo) {}

  void start(@Observes StartupEvent event) {
    timer.scheduleWithFixedDelay(
        this::markQuietly, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  private void markQuietly() {
    try {
      var marked = mark();
      for (var more = marked; more > 0; more = mark()) {
        marked += more;
      }
      if (marked > 0) {
        settler.ask();
      }
    } catch (RuntimeException e) {
      // The next round goes on; the text of an exception could quote a row.
      LOG.warnf("marking for resolution failed: %s", e.getClass().getName());
    }
  }

  /**
   * Marks the next profiles for the newest activation, once every node follows it; answers how
   * many.
   */
  @Transactional
  int mark() {
    return database.with(sql -> {
      var followed = clock.instant().minus(ActiveModel.FRESH.multipliedBy(2));
      var unmarked =
          sql.query(
              "select seq, coalesce(marked_up_to, ?) from identity_model_activation"
                  + " where not marked_all and at < ? order by seq desc limit 1"
                  + " for update skip locked",
              row -> new Unmarked(row.getLong(1), Sql.uuid(row, 2)),
              FIRST,
              followed);
      if (unmarked.isEmpty()) {
        return 0;
      }
      var at = unmarked.getFirst();
      var ids =
          sql.query(
              "select id from profile where id > ? order by id limit ?",
              row -> Sql.uuid(row, 1),
              at.upTo(),
              BATCH);
      if (ids.isEmpty()) {
        sql.update(
            "update identity_model_activation set marked_all = true where seq <= ?",
            at.activation());
        // A settle pass has something to do again.
        sql.query("select nextval('profile_revision')", row -> 0);
        return 0;
      }
      sql.update("update profile set resolved = false where id = any(?)", sql.uuids(ids));
      sql.update(
          "update identity_model_activation set marked_up_to = ? where seq = ?",
          ids.getLast(),
          at.activation());
      return ids.size();
    });
  }
}
