package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Data keys made ahead, because one change of the key pages makes hundreds as fast as one. Keys in
 * stock when the process ends are never used: they guard nothing.
 */
@ApplicationScoped
class KeyStock {
  private static final int MADE_AHEAD = 256;

  private final VaultService vault;
  private final Queue<KeyId> stock = new ArrayDeque<>();

  KeyStock(VaultService vault) {
    this.vault = vault;
  }

  /** Fresh keys, durable and never given out before. */
  synchronized List<KeyId> take(int count) {
    if (stock.size() < count) {
      stock.addAll(vault.createKeys(count + MADE_AHEAD));
    }
    var keys = new ArrayList<KeyId>(count);
    for (int i = 0; i < count; i++) {
      keys.add(stock.remove());
    }
    return keys;
  }
}
