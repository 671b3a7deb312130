package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.UnknownKeyException;
import dev.lethe.service.vault.VaultChange.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** Freezes, thaws and shreds data keys, and returns when every process has obeyed. */
@ApplicationScoped
class KeyStates {
  private final VaultDoor door;
  private final VaultDatabase database;
  private final Shredder shredder;
  private final Epochs epochs;
  private final KeyCache cache;
  private final KeyLease lease;
  private final InstantSource clock;

  KeyStates(
      VaultDoor door,
      VaultDatabase database,
      Shredder shredder,
      Epochs epochs,
      KeyCache cache,
      KeyLease lease,
      InstantSource clock) {
    this.door = door;
    this.database = database;
    this.shredder = shredder;
    this.epochs = epochs;
    this.cache = cache;
    this.lease = lease;
    this.clock = clock;
  }

  void requireOpen() {
    door.require();
  }

  void freeze(Collection<KeyId> keys) {
    move(keys, KeyRow.ACTIVE, KeyRow.FROZEN, "frozen");
  }

  void thaw(Collection<KeyId> keys) {
    move(keys, KeyRow.FROZEN, KeyRow.ACTIVE, "thawed");
  }

  private void move(Collection<KeyId> keys, String from, String to, String change) {
    door.require();
    database.changing(tx -> {
      var rows = tx.keys(keys);
      requireAll(keys, rows);
      var moved = rows.stream().filter(r -> r.state().equals(from)).map(KeyRow::key).toList();
      return tx.setState(moved, to, change);
    });
    settle(keys);
  }

  private static void requireAll(Collection<KeyId> keys, List<KeyRow> rows) {
    var missing = new HashSet<>(keys);
    rows.forEach(row -> missing.remove(row.key()));
    if (!missing.isEmpty()) {
      throw new UnknownKeyException(missing.iterator().next());
    }
  }

  ShredOutcome shred(Collection<KeyId> keys, String reasonCode) {
    var distinct = new HashSet<>(keys);
    int shredded = shredder.shred(door.require().pages(), distinct, reasonCode);
    settle(distinct);
    return outcome(distinct, shredded);
  }

  /** Also for keys that were changed by an earlier call, which may have died while it waited. */
  void settle(Collection<KeyId> keys) {
    cache.obey(keys);
    long last =
        database.with(sql ->
            sql.query(
                    "select coalesce(max(seq), 0) from key_change where key_id = any(?)",
                    row -> row.getLong(1),
                    sql.keys(keys))
                .getFirst());
    lease.awaitOthers(last);
  }

  private ShredOutcome outcome(Collection<KeyId> keys, int shredded) {
    if (keys.isEmpty()) {
      Instant now = clock.instant();
      return new ShredOutcome(0, 0, now, now, 0, 0);
    }
    return database.with(sql ->
        sql.query(
                "select max(t.logical_at), max(e.started_at), min(t.seq), max(t.seq)"
                    + " from tombstone t join epoch e on e.number = t.epoch"
                    + " where t.key_id = any(?)",
                row ->
                    new ShredOutcome(
                        shredded,
                        keys.size() - shredded,
                        row.getTimestamp(1).toInstant(),
                        epochs.finalMoment(row.getTimestamp(2).toInstant()),
                        row.getLong(3),
                        row.getLong(4)),
                sql.keys(keys))
            .getFirst());
  }
}
