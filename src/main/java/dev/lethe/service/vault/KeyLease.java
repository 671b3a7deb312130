package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This process's right to use opened keys. It holds for a short time from the last moment at which
 * the process obeyed every change of keys; a process that cannot reach the database loses it. Other
 * processes see how long it holds and what it has obeyed.
 */
@ApplicationScoped
class KeyLease {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  private final VaultDatabase database;
  private final UUID node = UUID.randomUUID();
  private final Duration length;
  private long obeyed = -1;
  private volatile @Nullable Long endsAtNanos;

  KeyLease(VaultDatabase database, VaultConfig config) {
    this.database = database;
    this.length = config.lease().compareTo(LONGEST) > 0 ? LONGEST : config.lease();
  }

  /** A change of a key, in the order in which they happened. */
  private record Change(long seq, KeyId key) {}

  boolean isHeld() {
    var end = endsAtNanos;
    return end != null && System.nanoTime() - end < 0;
  }

  /** Renews when it has lapsed. */
  void ensure(Consumer<List<KeyId>> evict) {
    if (!isHeld()) {
      renew(evict);
    }
  }

  /** Obeys every change so far by {@code evict}, says so, and holds the lease anew. */
  synchronized void renew(Consumer<List<KeyId>> evict) {
    // From before the database's clock is read, so that our end comes before the one others see.
    long begin = System.nanoTime();
    var changes =
        database.with(sql ->
            sql.query(
                "select seq, key_id from key_change where seq > ? order by seq",
                row -> new Change(row.getLong(1), Sql.key(row, 2)),
                obeyed));
    if (!changes.isEmpty()) {
      evict.accept(changes.stream().map(Change::key).toList());
      obeyed = changes.getLast().seq();
    }
    register();
    endsAtNanos = begin + length.toNanos();
  }

  private void register() {
    database.with(sql ->
        sql.update(
            "insert into vault_node values (?, clock_timestamp() + ? * interval '1 ms', ?)"
                + " on conflict (node_id) do update set lease_until = excluded.lease_until,"
                + " confirmed_seq = excluded.confirmed_seq",
            node,
            length.toMillis(),
            obeyed));
  }

  /** Waits until every other process has obeyed the change, or lost its lease. */
  void awaitOthers(long seq) {
    long giveUp = System.nanoTime() + 2 * LONGEST.toNanos();
    while (othersBefore(seq)) {
      if (System.nanoTime() - giveUp > 0) {
        throw new VaultSealedException("another process has not obeyed a change of keys");
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private boolean othersBefore(long seq) {
    return database.with(sql ->
        sql.query(
                "select exists (select 1 from vault_node where node_id <> ?"
                    + " and lease_until > clock_timestamp() and confirmed_seq < ?)",
                row -> row.getBoolean(1),
                node,
                seq)
            .getFirst());
  }

  /** Gives the lease back, and sweeps those of processes that are long gone. */
  void release() {
    endsAtNanos = null;
    database.with(sql ->
        sql.update(
            "delete from vault_node where node_id = ?"
                + " or lease_until < clock_timestamp() - interval '1 day'",
            node));
  }
}
