package dev.lethe.service.identity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts settle passes: once changes have been quiet for a while, at the latest when the oldest has
 * waited long or the population has doubled, and never so often that passes take more than a share
 * of the time.
 */
@ApplicationScoped
class Settler {
  private static final Logger LOG = Logger.getLogger(Settler.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final IdentityDatabase database;
  private final SettlePass pass;
  private final InstantSource clock;
  private final Duration quiet;
  private final Duration latest;
  private final int rest;
  private final long fewest;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("settler").factory());

  // What the timer's thread has seen.
  private long written;
  private long profiles;
  private @Nullable Instant changed;
  private @Nullable Instant pendingSince;
  private Instant restUntil = Instant.MIN;

  Settler(
      IdentityDatabase database,
      SettlePass pass,
      InstantSource clock,
      @ConfigProperty(name = "lethe.identity.settle-quiet", defaultValue = "PT10S") Duration quiet,
      @ConfigProperty(name = "lethe.identity.settle-latest", defaultValue = "PT10M")
          Duration latest,
      @ConfigProperty(name = "lethe.identity.settle-rest", defaultValue = "5") int rest,
      @ConfigProperty(name = "lethe.identity.settle-fewest", defaultValue = "500") long fewest) {
    this.database = database;
    this.pass = pass;
    this.clock = clock;
    this.quiet = quiet;
    this.latest = latest;
    this.rest = rest;
    this.fewest = fewest;
  }

  void start(@Observes StartupEvent event) {
    database.with(SettleStore::latest).ifPresent(run -> profiles = run.profiles());
    timer.scheduleWithFixedDelay(
        this::lookQuietly, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  /** Asks for a pass now, whatever has changed. */
  void ask() {
    asked.set(true);
    timer.execute(this::lookQuietly);
  }

  private void lookQuietly() {
    try {
      if (asked.getAndSet(false) || due(database.with(SettleStore::marks), clock.instant())) {
        settle();
      }
    } catch (RuntimeException e) {
      // The next look tries again; the text of an exception could quote a row.
      LOG.warnf("settling failed: %s", e.getClass().getName());
      restUntil = clock.instant().plus(quiet);
    }
  }

  private boolean due(SettleStore.Marks marks, Instant now) {
    if (!marks.pending()) {
      pendingSince = null;
      return false;
    }
    if (pendingSince == null) {
      pendingSince = now;
    }
    if (changed == null || marks.written() != written) {
      written = marks.written();
      changed = now;
    }
    var ripe =
        !now.isBefore(changed.plus(quiet))
            || !now.isBefore(pendingSince.plus(latest))
            || outgrown(marks);
    return ripe && !now.isBefore(restUntil);
  }

  /** Whether so much was written that what the last pass counted says little about it. */
  private boolean outgrown(SettleStore.Marks marks) {
    return marks.written() - marks.settled() >= Math.max(fewest, profiles);
  }

  private void settle() {
    var begun = clock.instant();
    var run = pass.run();
    pendingSince = null;
    restUntil = clock.instant().plus(Duration.between(begun, clock.instant()).multipliedBy(rest));
    run.ifPresent(one -> {
      profiles = one.profiles();
      tell(one);
    });
  }

  private void tell(SettleStore.Run run) {
    if (run.finished()) {
      LOG.infof(
          "settled %d profiles into %d customers: %d moved, %d left for the next pass",
          run.profiles(), run.customers(), run.moved(), run.leftOver());
    } else {
      restUntil = clock.instant().plus(latest);
      LOG.warnf(
          "%d profiles do not fit in the heap at once: customers stay as arrivals left them until"
              + " the service has more",
          run.profiles());
    }
  }
}
