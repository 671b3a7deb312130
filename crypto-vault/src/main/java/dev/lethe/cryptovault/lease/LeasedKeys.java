package dev.lethe.cryptovault.lease;

import dev.lethe.cryptovault.KeyId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.function.Supplier;

/**
 * Opened keys, to be used under a lease only. Work on keys gives out its result only if the lease
 * held from before the first key was taken until the result was there, and if none of its keys
 * changed meanwhile.
 *
 * <p>The promise that a shred needs: once {@link #obey} has returned, no work gives out a result
 * that was made with a key from before the change, whether that work had begun or not.
 */
public final class LeasedKeys implements AutoCloseable {
  private static final Duration OLDEST = Duration.ofMinutes(10);
  private static final int TRIES = 4;

  private final KeyTable table;
  private final Lease lease;
  private final KeyUses uses = new KeyUses();

  public LeasedKeys(KeyTable table, Lease lease) {
    this.table = table;
    this.lease = lease;
  }

  /** Where keys come from that nobody has opened yet. */
  @FunctionalInterface
  public interface Source {
    /**
     * Opens or refuses every missing key of the batch, as of a moment after the call began; see
     * {@link KeyBatch#opened} and {@link KeyBatch#refuse}.
     */
    void open(KeyBatch batch);
  }

  /**
   * Runs {@code work} with the batch's keys opened or refused, once more when the result may not be
   * given out; the keys are wiped from the batch afterwards.
   *
   * @param renew renews the lease, or throws; called when it is not held
   * @throws LeaseLapsedException when the result could not be given out after several tries
   */
  public <T> T using(KeyBatch batch, Source source, Runnable renew, Supplier<T> work) {
    for (int i = 0; i < TRIES; i++) {
      if (!lease.isHeld()) {
        renew.run();
      }
      try (var use = uses.begin(batch)) {
        open(batch, source, use);
        // Whoever was stopped since the keys were taken must not use them any more.
        if (lease.isHeld() && !use.isRevoked()) {
          var result = work.get();
          if (lease.isHeld() && !use.isRevoked()) {
            return result;
          }
        }
      } finally {
        batch.forget();
      }
    }
    throw new LeaseLapsedException();
  }

  private void open(KeyBatch batch, Source source, KeyUses.Use use) {
    long now = System.nanoTime();
    if (table.fill(batch, now - OLDEST.toNanos()) > 0) {
      source.open(batch);
      use.unlessRevoked(() -> table.keepFresh(batch, now));
    }
  }

  /** Forgets these keys, whose states have changed, and stops the work that uses them. */
  public void obey(Collection<KeyId> changed) {
    var keys = new HashSet<>(changed);
    // Work from before now may hold a key as it was, and must not keep it for others from here on.
    uses.revoke(keys);
    keys.forEach(table::remove);
    // Work that began since may have found it before it was removed.
    uses.revoke(keys);
  }

  /** Wipes what nobody has used since {@code idle} ago and the last sweep. */
  public void sweep(Duration idle) {
    long now = System.nanoTime();
    table.sweep(now - OLDEST.toNanos(), now - idle.toNanos());
  }

  /** How many keys are open. */
  public int size() {
    return table.size();
  }

  /** How many keys can be open. */
  public int capacity() {
    return table.capacity();
  }

  /** Wipes all keys; they are opened anew when they are needed. */
  public void clear() {
    table.clear();
  }

  /** Wipes all keys and ends the lease. */
  @Override
  public void close() {
    lease.giveUp();
    table.close();
  }
}
