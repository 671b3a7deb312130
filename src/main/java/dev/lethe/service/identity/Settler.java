package dev.lethe.service.identity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts settle passes when they are due, and when somebody asks. */
@ApplicationScoped
class Settler {
  private static final Logger LOG = Logger.getLogger(Settler.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final IdentityDatabase database;
  private final SettlePass pass;
  private final InstantSource clock;
  private final SettleTiming timing;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("settler").factory());

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
    this.timing = new SettleTiming(quiet, latest, rest, fewest);
  }

  void start(@Observes StartupEvent event) {
    database.with(SettleStore::latest).ifPresent(run -> timing.read(run.profiles()));
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
      if (asked.getAndSet(false)
          || timing.due(database.with(SettleStore::marks), clock.instant())) {
        settle();
      }
    } catch (IdentityStoreException e) {
      failed(e.getMessage());
    } catch (RuntimeException e) {
      // The text of an exception could quote a row.
      failed(e.getClass().getName());
    }
  }

  /** A later look tries again. */
  private void failed(@Nullable String why) {
    LOG.warnf("settling failed: %s", why);
    timing.failed(clock.instant());
  }

  private void settle() {
    var begun = clock.instant();
    Optional<SettleRun> run;
    try {
      run = pass.run();
    } finally {
      timing.ended(begun, clock.instant());
    }
    run.ifPresent(this::tell);
  }

  private void tell(SettleRun run) {
    timing.read(run.profiles());
    if (run.finished()) {
      LOG.infof(
          "settled %d profiles into %d customers: %d moved, %d left for the next pass",
          run.profiles(), run.customers(), run.moved(), run.leftOver());
    } else {
      timing.refused(clock.instant());
      LOG.warnf(
          "%d profiles do not fit in the heap at once: customers stay as arrivals left them until"
              + " the service has more",
          run.profiles());
    }
  }
}
