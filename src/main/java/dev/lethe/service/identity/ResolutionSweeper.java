package dev.lethe.service.identity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Finishes what others left: profiles that wait for a customer, and links that rest on a value
 * which has become generic since.
 */
@ApplicationScoped
class ResolutionSweeper {
  private static final Logger LOG = Logger.getLogger(ResolutionSweeper.class);
  private static final int BATCH = 100;
  private static final int REDO = 100;

  private final IdentityDatabase database;
  private final ProfileStore profiles;
  private final ProfileResolver resolver;
  private final InstantSource clock;
  private final Duration grace;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("resolution-sweeper").factory());

  ResolutionSweeper(
      IdentityDatabase database,
      ProfileStore profiles,
      ProfileResolver resolver,
      InstantSource clock,
      @ConfigProperty(name = "lethe.identity.sweep-after", defaultValue = "PT30S") Duration grace) {
    this.database = database;
    this.profiles = profiles;
    this.resolver = resolver;
    this.clock = clock;
    this.grace = grace;
  }

  void start(@Observes StartupEvent event) {
    timer.scheduleWithFixedDelay(
        this::sweepQuietly, grace.toMillis(), grace.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  private void sweepQuietly() {
    try {
      sweep(clock.instant().minus(grace));
      redo();
    } catch (RuntimeException e) {
      // The next round tries again; the text of an exception could quote a row.
      LOG.warnf("resolution sweep failed: %s", e.getClass().getName());
    }
  }

  /** Resolves what was written before the given moment and still waits; answers how many. */
  int sweep(Instant before) {
    var swept = 0;
    for (var left = profiles.unresolved(before, BATCH);
        !left.isEmpty();
        left = profiles.unresolved(before, BATCH)) {
      resolver.resolve(left);
      swept += left.size();
    }
    return swept;
  }

  /** Weighs again what was linked by values that are generic now; answers how many profiles. */
  int redo() {
    var redone = 0;
    for (var next = next(); next.isPresent(); next = next()) {
      var redo = next.get();
      var holders = database.with(sql -> GenericStore.holders(sql, redo, REDO));
      if (!holders.isEmpty()) {
        resolver.redo(holders);
      }
      redone += holders.size();
      database.with(sql -> {
        GenericStore.redone(sql, redo.block(), holders.isEmpty() ? null : holders.getLast());
        return redo;
      });
    }
    return redone;
  }

  private Optional<GenericStore.Redo> next() {
    return database.with(GenericStore::nextRedo);
  }
}
