package dev.lethe.cryptovault.lease;

import dev.lethe.cryptovault.KeyId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The batches that use keys right now, so that those can be stopped whose keys change. Nobody waits
 * for a batch: it learns at its end that it was revoked, and gives out nothing.
 */
final class KeyUses {
  private final Set<Use> running = ConcurrentHashMap.newKeySet();

  /** Must come before the batch looks for any key. */
  Use begin(KeyBatch batch) {
    var use = new Use(batch);
    running.add(use);
    return use;
  }

  /** Revokes every running use of one of these keys. */
  void revoke(Set<KeyId> keys) {
    for (var use : running) {
      if (use.needsOneOf(keys)) {
        use.revoke();
      }
    }
  }

  /** One batch at work. */
  final class Use implements AutoCloseable {
    private final KeyBatch batch;
    private boolean revoked;

    private Use(KeyBatch batch) {
      this.batch = batch;
    }

    private boolean needsOneOf(Set<KeyId> keys) {
      for (int i = 0; i < batch.size(); i++) {
        if (keys.contains(batch.id(i))) {
          return true;
        }
      }
      return false;
    }

    private synchronized void revoke() {
      revoked = true;
    }

    /** Runs the work, and no revocation meanwhile, unless the use has been revoked. */
    synchronized void unlessRevoked(Runnable work) {
      if (!revoked) {
        work.run();
      }
    }

    synchronized boolean isRevoked() {
      return revoked;
    }

    @Override
    public void close() {
      running.remove(this);
    }
  }
}
