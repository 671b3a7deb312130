package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.page.PageId;
import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Opens all keys of the pages that are worth it, beside the calls that wait for single ones, while
 * the table of opened keys has room left. Like any other use it holds the lease, and a key that
 * changes meanwhile is not kept.
 */
@ApplicationScoped
class ReadAhead {
  private static final double MOST_FILLED = 0.95;

  private final PageMisses misses;
  private final KeyCache cache;
  private final VaultDatabase database;

  ReadAhead(PageMisses misses, KeyCache cache, VaultDatabase database) {
    this.misses = misses;
    this.cache = cache;
    this.database = database;
  }

  void run() {
    for (long leaf : misses.take()) {
      if (cache.size() + PageId.FAN_OUT > cache.capacity() * MOST_FILLED) {
        return;
      }
      cache.open(usableKeys(leaf));
    }
  }

  private List<KeyId> usableKeys(long leaf) {
    long first = leaf * PageId.FAN_OUT;
    return database.with(sql ->
        sql.query(
            "select key_id from data_key where slot >= ? and slot < ? and state = 'active'",
            row -> Sql.key(row, 1),
            first,
            first + PageId.FAN_OUT));
  }
}
