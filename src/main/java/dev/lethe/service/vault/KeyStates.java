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
import java.util.Map;

/**
 * Freezes, thaws and shreds data keys, each with its whole family, and returns when every process
 * has obeyed.
 */
@ApplicationScoped
class KeyStates {
  private final VaultDoor door;
  private final VaultDatabase database;
  private final Shredder shredder;
  private final Epochs epochs;
  private final KeyCache cache;
  private final KeyLease lease;
  private final KeySuccession succession;
  private final InstantSource clock;

  KeyStates(
      VaultDoor door,
      VaultDatabase database,
      Shredder shredder,
      Epochs epochs,
      KeyCache cache,
      KeyLease lease,
      KeySuccession succession,
      InstantSource clock) {
    this.door = door;
    this.database = database;
    this.shredder = shredder;
    this.epochs = epochs;
    this.cache = cache;
    this.lease = lease;
    this.succession = succession;
    this.clock = clock;
  }

  void requireOpen() {
    door.require();
  }

  void freeze(Collection<KeyId> keys) {
    door.require();
    settle(database.changing(change -> move(change, keys, KeyRow.ACTIVE, KeyRow.FROZEN, "frozen")));
  }

  void thaw(Collection<KeyId> keys) {
    door.require();
    var step = database.changing(change -> thaw(change, keys));
    settle(ring(keys), List.of(step));
  }

  /** Returns when every process uses these keys as they are now, and their successors. */
  void settle(Collection<KeyId> keys, Collection<KeySuccession.Step> steps) {
    settle(keys);
    steps.forEach(succession::await);
  }

  /** The same inside a change; keys that a rotation found frozen get their successors now. */
  KeySuccession.Step thaw(VaultChange change, Collection<KeyId> keys) {
    move(change, keys, KeyRow.FROZEN, KeyRow.ACTIVE, "thawed");
    return succession.catchUp(change, keys);
  }

  private static List<KeyId> move(
      VaultChange change, Collection<KeyId> keys, String from, String to, String what) {
    var all = all(change.families(keys), keys);
    var moved = all.stream().filter(r -> r.state().equals(from)).map(KeyRow::key).toList();
    change.setState(moved, to, what);
    return all.stream().map(KeyRow::key).toList();
  }

  private static List<KeyRow> all(Map<KeyId, KeyFamily> families, Collection<KeyId> keys) {
    for (var key : keys) {
      if (!families.containsKey(key)) {
        throw new UnknownKeyException(key);
      }
    }
    return KeyFamily.keysOf(families.values());
  }

  /** Every key of the families that these keys belong to, each once; all of them must exist. */
  List<KeyId> ring(Collection<KeyId> keys) {
    return database.with(sql -> all(KeyFamily.read(sql, keys), keys)).stream()
        .map(KeyRow::key)
        .toList();
  }

  ShredOutcome shred(Collection<KeyId> keys, String reasonCode) {
    var distinct = new HashSet<>(keys);
    int shredded = shredder.shred(door.require().pages(), distinct, reasonCode);
    // Nothing succeeds a destroyed key, so these are all that there will ever be.
    var ring = ring(distinct);
    settle(ring);
    return outcome(ring, shredded);
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
                "select max(t.logical_at), max(e.started_at), min(t.seq), max(t.seq), count(*)"
                    + " from tombstone t join epoch e on e.number = t.epoch"
                    + " where t.key_id = any(?)",
                row ->
                    new ShredOutcome(
                        shredded,
                        row.getInt(5) - shredded,
                        row.getTimestamp(1).toInstant(),
                        epochs.finalMoment(row.getTimestamp(2).toInstant()),
                        row.getLong(3),
                        row.getLong(4)),
                sql.keys(keys))
            .getFirst());
  }
}
