package dev.lethe.service.vault;

import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** One process's vault, as the service assembles it, without the thread that keeps it in order. */
final class VaultNode implements AutoCloseable {
  final VaultDoor door;
  final KeyLease lease;
  final KeyCache cache;
  final Epochs epochs;
  final VaultService vault;
  final SuppressionService suppression;

  VaultNode(AgroalDataSource source, VaultConfig config, InstantSource clock) {
    var random = new SecureRandom();
    var database = new VaultDatabase(source);
    epochs = new Epochs(database, config, clock);
    var shredder = new Shredder(database, epochs, new TombstoneFile(config), clock);
    door = new VaultDoor(config, database, epochs, shredder, random);
    lease = new KeyLease(database, new Nodes(database), config);
    cache = new KeyCache(lease, new KeyOpener(door, database), config);
    var states = new KeyStates(door, database, shredder, epochs, cache, lease, clock);
    vault =
        new VaultService(
            new DataKeys(door, database, epochs, random),
            states,
            new Thaws(database, states, random, clock),
            new TokenWork(cache, config, random));
    suppression = new SuppressionService(database, vault, clock);
    door.open();
  }

  /** What the keeper's thread does every second. */
  void beat() {
    lease.renew(cache::obey);
    cache.sweep();
  }

  @Override
  public void close() {
    cache.close();
    lease.release();
    door.close();
  }

  /** Settings of a node whose files lie in a folder. */
  record Settings(
      Optional<Path> rootFile,
      Optional<String> rootPassphrase,
      Optional<Path> tombstoneFile,
      Duration lease,
      int cachedKeys)
      implements VaultConfig {
    static Settings in(Path folder) {
      return new Settings(
          Optional.of(folder.resolve("roots")),
          Optional.of("a passphrase of the tests"),
          Optional.of(folder.resolve("tombstones")),
          Duration.ofSeconds(3),
          1_000);
    }

    Settings withPassphrase(Optional<String> passphrase) {
      return new Settings(rootFile, passphrase, tombstoneFile, lease, cachedKeys);
    }

    Settings withTombstones(Path file) {
      return new Settings(rootFile, rootPassphrase, Optional.of(file), lease, cachedKeys);
    }

    Settings withRoots(Path file) {
      return new Settings(Optional.of(file), rootPassphrase, tombstoneFile, lease, cachedKeys);
    }

    Settings withLease(Duration length) {
      return new Settings(rootFile, rootPassphrase, tombstoneFile, length, cachedKeys);
    }

    @Override
    public String tenant() {
      return "default";
    }

    @Override
    public Duration epoch() {
      return Duration.ofDays(1);
    }

    @Override
    public int retainedEpochs() {
      return 7;
    }

    @Override
    public String toString() {
      return "Settings[]";
    }
  }
}
