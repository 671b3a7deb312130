package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.UnknownKeyException;
import dev.lethe.cryptovault.page.KeyPages;
import dev.lethe.service.vault.VaultChange.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jboss.logging.Logger;

/** Destroys data keys in the pages and records it, in one transaction. */
@ApplicationScoped
class Shredder {
  private static final Logger LOG = Logger.getLogger(Shredder.class);
  private static final int KEYS_PER_CHANGE = 10_000;
  private static final String REASON_CODE = "[a-z0-9_.:-]{1,64}";

  private final VaultDatabase database;
  private final Epochs epochs;
  private final TombstoneFile file;
  private final InstantSource clock;

  Shredder(VaultDatabase database, Epochs epochs, TombstoneFile file, InstantSource clock) {
    this.database = database;
    this.epochs = epochs;
    this.file = file;
    this.clock = clock;
  }

  boolean isReady() {
    return file.isConfigured();
  }

  /** Destroys those keys that still live; returns how many they were. */
  int shred(KeyPages pages, Collection<KeyId> keys, String reasonCode) {
    if (!reasonCode.matches(REASON_CODE)) {
      throw new IllegalArgumentException("a reason code is like dsr_erasure");
    }
    var distinct = List.copyOf(new HashSet<>(keys));
    int shredded = 0;
    for (int from = 0; from < distinct.size(); from += KEYS_PER_CHANGE) {
      var some = distinct.subList(from, Math.min(distinct.size(), from + KEYS_PER_CHANGE));
      shredded += database.changing(change -> shred(change, pages, some, reasonCode));
    }
    return shredded;
  }

  private int shred(VaultChange change, KeyPages pages, List<KeyId> keys, String reasonCode) {
    var known = change.keys(keys);
    requireAll(keys, known);
    var living = known.stream().filter(row -> !row.state().equals(KeyRow.SHREDDED)).toList();
    if (living.isEmpty()) {
      return 0;
    }
    var ids = living.stream().map(KeyRow::key).toList();
    var now = clock.instant();
    long epoch = epochs.current(change).number();
    pages.shred(change, living.stream().map(KeyRow::slot).toList(), epoch);
    change.insertTombstones(ids, reasonCode, epoch, now);
    change.setState(ids, KeyRow.SHREDDED, "shredded");
    file.append(ids, reasonCode, now);
    return ids.size();
  }

  private static void requireAll(List<KeyId> keys, List<KeyRow> known) {
    if (known.size() < keys.size()) {
      var missing = new HashSet<>(keys);
      known.forEach(row -> missing.remove(row.key()));
      throw new UnknownKeyException(missing.iterator().next());
    }
  }

  /** Destroys again what a restored database brought back. */
  void obeyTombstones(KeyPages pages) {
    var tombstones = file.read();
    var keys = tombstones.stream().map(TombstoneFile.Tombstone::key).toList();
    var alive =
        database.with(sql -> VaultChange.readKeys(sql, keys)).stream()
            .filter(row -> !row.state().equals(KeyRow.SHREDDED))
            .map(KeyRow::key)
            .toList();
    if (!alive.isEmpty()) {
      shred(pages, alive, "restored");
      LOG.warnf("%d keys had come back from a backup and were destroyed again", alive.size());
    }
  }
}
