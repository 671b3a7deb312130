package dev.lethe.service.vault;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** One process's vault, as the service assembles it, without the thread that keeps it in order. */
final class VaultNode implements AutoCloseable {
  private static final MemoryDumps NO_DUMPS = new MemoryDumps(Path.of("no-proc"), option -> false);

  final VaultDoor door;
  final KeyLease lease;
  final PageMisses misses;
  final KeyCache cache;
  final ReadAhead readAhead;
  final Epochs epochs;
  final VaultWatch watch;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final VaultService vault;
  final FormService forms;
  final StoredTokenTable stored;
  final StoredTokenSweep sweep;
  final SuppressionService suppression;
  final RotationService rotations;
  final KeyExportService exports;
  final KeyImportService imports;

  VaultNode(AgroalDataSource source, VaultConfig config, InstantSource clock) {
    this(source, config, clock, new RootKeyStores(config, clock, new SecureRandom()));
  }

  VaultNode(
      AgroalDataSource source, VaultConfig config, InstantSource clock, RootKeyStores stores) {
    var random = new SecureRandom();
    var database = new VaultDatabase(source);
    epochs = new Epochs(database, config, clock);
    var file = new TombstoneFile(config);
    var shredder = new Shredder(database, epochs, file, clock);
    var copies = new HeldCopies(database, file);
    door = new VaultDoor(config, database, epochs, shredder, copies, stores, random);
    watch = new VaultWatch(door, epochs, stores, NO_DUMPS, config, clock, meters);
    var families = new KeyFamilies(database, config);
    lease = new KeyLease(database, new Nodes(database), families, config);
    misses = new PageMisses();
    cache = new KeyCache(lease, new KeyOpener(door, database, misses), config);
    readAhead = new ReadAhead(misses, cache, database);
    var dataKeys = new DataKeys(door, database, epochs, random, clock);
    var succession = new KeySuccession(dataKeys, families, lease);
    var states = new KeyStates(door, database, shredder, epochs, cache, lease, succession, clock);
    vault =
        new VaultService(
            dataKeys,
            states,
            new Thaws(database, states, random, clock),
            new TokenWork(cache, config, random),
            families,
            cache);
    stored = new StoredTokenTable(database);
    sweep = new StoredTokenSweep(database, meters);
    forms = new FormService(new FormWork(cache, config, random, stored));
    rotations = new RotationService(door, database, succession, random, clock);
    imports =
        new KeyImportService(
            door,
            database,
            config,
            new ImportPairs(door, database, dataKeys, states, random, clock),
            states,
            families,
            epochs,
            file,
            clock);
    exports = new KeyExportService(door, database, config, epochs, copies, random, clock);
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
}
