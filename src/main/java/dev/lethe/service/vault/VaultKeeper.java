package dev.lethe.service.vault;

import dev.lethe.cryptovault.VaultException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Opens the vault at the start, closes it at the end, and in between keeps its lease, its cache and
 * its epochs in order.
 */
@ApplicationScoped
class VaultKeeper {
  private static final Logger LOG = Logger.getLogger(VaultKeeper.class);
  // How long a shred may wait for other processes that are well.
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final Duration BETWEEN_READS_AHEAD = Duration.ofMillis(20);
  private static final Duration BETWEEN_EPOCH_CHECKS = Duration.ofSeconds(60);

  private final VaultDoor door;
  private final KeyLease lease;
  private final KeyCache cache;
  private final PageMisses misses;
  private final ReadAhead readAhead;
  private final Epochs epochs;
  private final VaultWatch watch;
  private final Duration betweenLooks;
  private final ScheduledExecutorService thread = thread("vault-keeper");
  // A root key store may take its time, and the lease cannot wait for it.
  private final ScheduledExecutorService rootsThread = thread("vault-roots");
  private final ScheduledExecutorService aheadThread = thread("vault-read-ahead");

  VaultKeeper(
      VaultDoor door,
      KeyLease lease,
      KeyCache cache,
      PageMisses misses,
      ReadAhead readAhead,
      Epochs epochs,
      VaultWatch watch,
      VaultConfig config) {
    this.door = door;
    this.lease = lease;
    this.cache = cache;
    this.misses = misses;
    this.readAhead = readAhead;
    this.epochs = epochs;
    this.watch = watch;
    this.betweenLooks = config.look();
  }

  void start(@Observes StartupEvent event) {
    door.open();
    every(BEAT, thread, () -> lease.renew(cache::obey));
    every(KeyCache.IDLE, thread, cache::sweep);
    every(KeyCache.IDLE, thread, misses::reset);
    every(BETWEEN_READS_AHEAD, aheadThread, readAhead::run);
    rootsThread.execute(() -> survive(this::advanceEpoch));
    rootsThread.execute(() -> survive(watch::look));
    every(betweenLooks, rootsThread, this::openAndLook);
    every(BETWEEN_EPOCH_CHECKS, rootsThread, this::advanceEpoch);
  }

  private void openAndLook() {
    if (!door.isOpen()) {
      door.open();
      // An epoch may have ended meanwhile.
      advanceEpoch();
    }
    watch.look();
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name(name).daemon().factory());
  }

  private void advanceEpoch() {
    if (door.isOpen()) {
      epochs.advance(door.require());
    }
  }

  /** Does the work again and again, with a pause after each time, whatever becomes of it. */
  static void every(Duration pause, ScheduledExecutorService on, Runnable work) {
    long nanos = pause.toNanos();
    on.scheduleWithFixedDelay(() -> survive(work), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  // An exception would end the schedule. The lease lapses by itself while the database is away.
  private static void survive(Runnable work) {
    try {
      work.run();
    } catch (VaultException e) {
      LOG.warnf("The vault could not be kept in order: %s", e.getMessage());
    } catch (RuntimeException e) {
      // The text of a foreign exception could quote anything.
      LOG.errorf("The vault could not be kept in order: %s", e.getClass().getName());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
    rootsThread.shutdownNow();
    aheadThread.shutdownNow();
    cache.close();
    survive(lease::release);
    door.close();
  }
}
