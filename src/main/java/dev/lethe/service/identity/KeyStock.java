package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.VaultService;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Data keys made ahead, because one change of the key pages makes hundreds as fast as one. Keys in
 * stock when the process ends are never used: they guard nothing.
 */
@ApplicationScoped
class KeyStock {
  private static final Logger LOG = Logger.getLogger(KeyStock.class);
  private static final int MADE_AHEAD = 1_024;

  /** Fewer than this are filled up while they are handed out. */
  private static final int LOW = 512;

  private final VaultService vault;
  private final Queue<KeyId> stock = new ArrayDeque<>();
  private final ExecutorService maker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("key-stock").factory());
  private boolean asked;

  KeyStock(VaultService vault) {
    this.vault = vault;
  }

  /** Fresh keys, durable and never given out before. */
  synchronized List<KeyId> take(int count) {
    if (stock.size() < count) {
      stock.addAll(made(count));
    }
    var keys = new ArrayList<KeyId>(count);
    for (int i = 0; i < count; i++) {
      keys.add(stock.remove());
    }
    if (stock.size() < LOW && !asked) {
      asked = true;
      maker.execute(this::fillUp);
    }
    return keys;
  }

  private void fillUp() {
    try {
      var more = made(MADE_AHEAD);
      synchronized (this) {
        stock.addAll(more);
      }
    } catch (RuntimeException e) {
      // Whoever finds the stock empty makes keys, and meets the cause.
      LOG.warnf("no keys made ahead: %s", e.getClass().getName());
    } finally {
      synchronized (this) {
        asked = false;
      }
    }
  }

  /** Opened at once, many together, because sealing with them comes next. */
  private List<KeyId> made(int count) {
    var keys = vault.createKeys(count);
    vault.states(keys);
    return keys;
  }

  void stop(@Observes ShutdownEvent event) {
    maker.shutdownNow();
  }
}
