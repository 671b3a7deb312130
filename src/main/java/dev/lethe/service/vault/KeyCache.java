package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.lease.KeyBatch;
import dev.lethe.cryptovault.lease.KeyTable;
import dev.lethe.cryptovault.lease.LeasedKeys;
import dev.lethe.cryptovault.token.OpenedKey;
import dev.lethe.cryptovault.token.SubKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The data keys that this process has open, outside the Java heap and only under the lease. Keys
 * that are not open are read for a whole batch at once.
 */
@ApplicationScoped
class KeyCache {
  static final Duration IDLE = Duration.ofSeconds(30);

  private final KeyLease lease;
  private final LeasedKeys keys;
  private final KeyOpener opener;
  private final Queue<KeyBatch> idle = new ConcurrentLinkedQueue<>();
  private final AtomicLong obeyed = new AtomicLong();

  KeyCache(KeyLease lease, KeyOpener opener, VaultConfig config) {
    this.lease = lease;
    this.opener = opener;
    this.keys = new LeasedKeys(new KeyTable(config.cachedKeys(), SubKeys.SIZE_BYTES), lease.own());
  }

  /** Whether a key can be used, and the key if so. */
  sealed interface Usable {
    record Open(OpenedKey key) implements Usable {}

    record Frozen() implements Usable {}

    record Destroyed() implements Usable {}

    record Unknown() implements Usable {}
  }

  /**
   * Runs {@code work} with the batch's keys opened or refused. Its result is given out only if the
   * lease held until it was there and no key of the batch changed; the work may therefore run more
   * than once.
   */
  <T> T using(KeyBatch batch, Supplier<T> work) {
    return keys.using(batch, opener, () -> lease.ensure(this::obey), work);
  }

  /** Returns once this process has obeyed every change that was answered before the call. */
  void ensureLease() {
    lease.ensure(this::obey);
  }

  /** Grows whenever this process obeys a change; all that were answered before are obeyed. */
  long changesObeyed() {
    ensureLease();
    return obeyed.get();
  }

  /** The same by key; no key may be kept beyond the work. */
  <T> T using(Collection<KeyId> wanted, Function<Map<KeyId, Usable>, T> work) {
    return inBatch(wanted, batch -> using(batch, () -> work.apply(usable(batch))));
  }

  /** Opens those of these keys that can be used, for whoever will need them. */
  void open(Collection<KeyId> wanted) {
    inBatch(wanted, batch -> using(batch, batch::size));
  }

  private <T> T inBatch(Collection<KeyId> wanted, Function<KeyBatch, T> use) {
    var pooled = idle.poll();
    var batch = pooled == null ? new KeyBatch(SubKeys.SIZE_BYTES) : pooled;
    try {
      wanted.forEach(batch::add);
      return use.apply(batch);
    } finally {
      batch.clear();
      idle.add(batch);
    }
  }

  private static Map<KeyId, Usable> usable(KeyBatch batch) {
    var usable = new HashMap<KeyId, Usable>();
    for (int i = 0; i < batch.size(); i++) {
      usable.put(batch.id(i), usable(batch, i));
    }
    return usable;
  }

  private static Usable usable(KeyBatch batch, int key) {
    return switch (batch.state(key)) {
      case OPEN -> new Usable.Open(OpenedKey.at(batch.id(key), batch.subKeys(key)));
      case FROZEN -> new Usable.Frozen();
      case DESTROYED -> new Usable.Destroyed();
      case UNKNOWN -> new Usable.Unknown();
      case MISSING -> throw new IllegalStateException("nobody has asked for " + batch.id(key));
    };
  }

  /** Forgets keys whose states have changed, and stops the work that uses them. */
  void obey(Collection<KeyId> changed) {
    keys.obey(changed);
    if (!changed.isEmpty()) {
      obeyed.incrementAndGet();
    }
  }

  /** Wipes what is not in use; called every {@link #IDLE}. */
  void sweep() {
    keys.sweep(IDLE);
  }

  /** Wipes every key; they are opened anew when they are needed. */
  void clear() {
    keys.clear();
  }

  int size() {
    return keys.size();
  }

  /** How many keys can be open. */
  int capacity() {
    return keys.capacity();
  }

  /** Wipes every key for good. */
  void close() {
    keys.close();
  }
}
