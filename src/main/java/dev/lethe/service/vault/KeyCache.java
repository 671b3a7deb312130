package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.KeyDerivation;
import dev.lethe.cryptovault.token.OpenedKey;
import dev.lethe.service.vault.VaultChange.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * The data keys that this process has open, for at most a minute each and only under the lease. A
 * key is wiped when it is evicted, and never while a batch uses it.
 */
@ApplicationScoped
class KeyCache {
  private static final long OLDEST_NANOS = Duration.ofSeconds(60).toNanos();
  private static final int TRIES = 3;

  private final VaultDatabase database;
  private final VaultDoor door;
  private final KeyLease lease;
  private final int mostKeys;
  // Users hold the read lock; whoever wipes keys holds the write lock.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private final Map<KeyId, Entry> open = new ConcurrentHashMap<>();
  private final Collection<OpenedKey> retired = ConcurrentHashMap.newKeySet();

  KeyCache(VaultDatabase database, VaultDoor door, KeyLease lease, VaultConfig config) {
    this.database = database;
    this.door = door;
    this.lease = lease;
    this.mostKeys = config.cachedKeys();
  }

  private record Entry(OpenedKey key, long openedAtNanos) {
    boolean isFresh() {
      return System.nanoTime() - openedAtNanos < OLDEST_NANOS;
    }
  }

  /** Whether a key can be used, and the key if so. */
  sealed interface Usable {
    record Open(OpenedKey key) implements Usable {}

    record Frozen() implements Usable {}

    record Destroyed() implements Usable {}

    record Unknown() implements Usable {}
  }

  /**
   * Runs {@code work} on the keys. Its result is given out only if the lease held until it was
   * there; the work may therefore run more than once.
   */
  <T> T using(Collection<KeyId> keys, Function<Map<KeyId, Usable>, T> work) {
    for (int i = 0; i < TRIES; i++) {
      lease.ensure(this::evict);
      makeRoom(keys.size());
      use.readLock().lock();
      try {
        var result = work.apply(find(keys));
        if (lease.isHeld()) {
          return result;
        }
      } finally {
        use.readLock().unlock();
      }
    }
    throw new VaultSealedException("the lease on opened keys lapsed while they were in use");
  }

  private Map<KeyId, Usable> find(Collection<KeyId> keys) {
    var found = new HashMap<KeyId, Usable>();
    var missing = new ArrayList<KeyId>();
    for (var key : keys) {
      var entry = open.get(key);
      if (entry != null && entry.isFresh()) {
        found.put(key, new Usable.Open(entry.key()));
      } else {
        missing.add(key);
      }
    }
    if (!missing.isEmpty()) {
      load(missing, found);
    }
    return found;
  }

  private void load(List<KeyId> missing, Map<KeyId, Usable> found) {
    var pages = door.require().pages();
    var rows = database.with(sql -> VaultChange.readKeys(sql, missing));
    missing.forEach(key -> found.put(key, new Usable.Unknown()));
    var active = rows.stream().filter(row -> row.state().equals(KeyRow.ACTIVE)).toList();
    var secrets = pages.open(database, active.stream().map(KeyRow::slot).toList());
    var derivation = new KeyDerivation();
    for (var row : rows) {
      var secret = secrets.get(row.slot());
      if (row.state().equals(KeyRow.FROZEN)) {
        found.put(row.key(), new Usable.Frozen());
      } else if (secret == null) {
        found.put(row.key(), new Usable.Destroyed());
      } else {
        var opened = derivation.derive(row.key(), secret);
        secret.close();
        keep(opened);
        found.put(row.key(), new Usable.Open(opened));
      }
    }
  }

  private void keep(OpenedKey key) {
    var former = open.put(key.id(), new Entry(key, System.nanoTime()));
    if (former != null) {
      retired.add(former.key());
    }
  }

  /** Wipes these keys, after the batches that use them. */
  void evict(Collection<KeyId> keys) {
    use.writeLock().lock();
    try {
      for (var key : keys) {
        var entry = open.remove(key);
        if (entry != null) {
          entry.key().close();
        }
      }
      wipeRetired();
    } finally {
      use.writeLock().unlock();
    }
  }

  /** Wipes what is too old; called every second. */
  void sweep() {
    var old =
        open.entrySet().stream()
            .filter(e -> !e.getValue().isFresh())
            .map(Map.Entry::getKey)
            .toList();
    if (!old.isEmpty() || !retired.isEmpty()) {
      evict(old);
    }
  }

  /** Wipes every key. */
  void clear() {
    evict(List.copyOf(open.keySet()));
  }

  int size() {
    return open.size();
  }

  private void makeRoom(int coming) {
    int excess = open.size() + coming - mostKeys;
    if (excess > 0 && !open.isEmpty()) {
      // Whichever come first: the keys of a batch are as likely to be used again as any other.
      evict(open.keySet().stream().limit(Math.max(excess, mostKeys / 4)).toList());
    }
  }

  private void wipeRetired() {
    retired.forEach(OpenedKey::close);
    retired.clear();
  }
}
