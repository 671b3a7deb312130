package dev.lethe.service.vault;

import dev.lethe.cryptovault.VaultException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
  private static final int SECONDS_BETWEEN_TRIES = 10;
  private static final int SECONDS_BETWEEN_EPOCH_CHECKS = 60;

  private final VaultDoor door;
  private final KeyLease lease;
  private final KeyCache cache;
  private final Epochs epochs;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("vault-keeper").daemon().factory());

  VaultKeeper(VaultDoor door, KeyLease lease, KeyCache cache, Epochs epochs) {
    this.door = door;
    this.lease = lease;
    this.cache = cache;
    this.epochs = epochs;
  }

  void start(@Observes StartupEvent event) {
    door.open();
    every(1, () -> lease.renew(cache::evict));
    every(1, cache::sweep);
    every(SECONDS_BETWEEN_TRIES, door::open);
    every(SECONDS_BETWEEN_EPOCH_CHECKS, this::advanceEpoch);
  }

  private void advanceEpoch() {
    if (door.isOpen()) {
      epochs.advance(door.require());
    }
  }

  private void every(int seconds, Runnable work) {
    thread.scheduleWithFixedDelay(() -> survive(work), seconds, seconds, TimeUnit.SECONDS);
  }

  // An exception would end the schedule. The lease lapses by itself while the database is away.
  private static void survive(Runnable work) {
    try {
      work.run();
    } catch (VaultException e) {
      LOG.warnf("The vault could not be kept in order: %s", e.getMessage());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
    cache.clear();
    survive(lease::release);
    door.close();
  }
}
