package dev.lethe.service.vault;

import dev.lethe.cryptovault.page.KeyPages;
import dev.lethe.cryptovault.root.RootKeyStore;
import dev.lethe.service.vault.EpochHistory.Epoch;
import dev.lethe.service.vault.VaultChange.EpochRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * The epochs of the root keys. An epoch's root key seals for one epoch length, opens backups for
 * the retained ones, and is destroyed at a moment that its beginning alone decides, so that a shred
 * can state when it will be final.
 */
@ApplicationScoped
class Epochs {
  private static final Logger LOG = Logger.getLogger(Epochs.class);
  private final VaultDatabase database;
  private final InstantSource clock;
  private final EpochPolicy policy;

  Epochs(VaultDatabase database, VaultConfig config, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.policy = new EpochPolicy(config.epoch(), config.retainedEpochs());
  }

  /**
   * Makes the first epoch of an empty vault; throws when the current one's root key is not there.
   */
  void begin(KeyPages pages, RootKeyStore roots) {
    database.changing(change -> {
      var current = change.currentEpoch();
      if (current.isEmpty()) {
        create(change, pages, roots);
      } else if (!roots.epochs().contains(current.get().number())) {
        throw new RootKeyMissingException(current.get().number());
      }
      return true;
    });
  }

  private void create(VaultChange change, KeyPages pages, RootKeyStore roots) {
    // The store may have served another database; its epochs are over.
    long first = roots.epochs().isEmpty() ? 1 : roots.epochs().last() + 1;
    pages.create(change, first);
    change.beginEpoch(first, clock.instant());
    LOG.infof("Made the vault's first root key, epoch %d", first);
  }

  /**
   * Leaves epochs behind that the store holds and the database lacks, because an older state of it
   * was restored: shreds of that time promised their end, so nothing new may hang on them.
   */
  void passOrphans(KeyPages pages, RootKeyStore roots) {
    database.changing(change -> {
      long newest = roots.epochs().last();
      if (newest > current(change).number()) {
        rotate(change, pages, newest + 1);
      }
      return true;
    });
  }

  /** The epoch that a change belongs to. */
  EpochRow current(VaultChange change) {
    return change
        .currentEpoch()
        .orElseThrow(() -> new VaultSealedException("the vault has no epoch yet"));
  }

  EpochPolicy policy() {
    return policy;
  }

  /** When the root key of an epoch that began then is destroyed. */
  Instant finalMoment(Instant epochStart) {
    return policy.finalMoment(epochStart);
  }

  EpochHistory history() {
    return new EpochHistory(
        database.with(sql ->
            sql.query(
                "select number, started_at, root_destroyed_at is not null from epoch",
                row ->
                    new Epoch(
                        row.getLong(1), row.getTimestamp(2).toInstant(), row.getBoolean(3)))));
  }

  /** Begins the next epoch when it is time, and destroys the root keys whose time is over. */
  void advance(VaultDoor.Inside vault) {
    database.changing(change -> {
      var current = current(change);
      if (!clock.instant().isBefore(policy.nextAfter(current.startedAt()))) {
        rotate(change, vault.pages(), current.number() + 1);
      }
      return true;
    });
    destroyExpired(vault.roots());
  }

  private void rotate(VaultChange change, KeyPages pages, long next) {
    pages.rotate(change, next);
    change.beginEpoch(next, clock.instant());
    LOG.infof("Began epoch %d", next);
  }

  private void destroyExpired(RootKeyStore roots) {
    var history = history();
    for (long epoch : roots.epochs()) {
      if (epoch < history.current().number() && isDue(history, epoch)) {
        roots.destroy(epoch);
        LOG.infof("Destroyed the root key of epoch %d", epoch);
      }
    }
    for (var epoch : history.former()) {
      if (!epoch.destroyed() && isDue(history, epoch.number())) {
        record(epoch.number());
      }
    }
  }

  private boolean isDue(EpochHistory history, long epoch) {
    return !clock.instant().isBefore(policy.finalMoment(history.startOf(epoch)));
  }

  private void record(long destroyed) {
    database.with(sql ->
        sql.update(
            "update epoch set root_destroyed_at = ?"
                + " where number = ? and root_destroyed_at is null",
            clock.instant(),
            destroyed));
  }
}
