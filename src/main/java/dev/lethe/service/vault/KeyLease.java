package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.lease.Lease;
import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * This process's right to use opened keys. It holds for a short time from a moment before the
 * process said so in the database, and after that it obeyed every change of keys. A process that
 * cannot reach the database loses it.
 *
 * <p>The order is what makes it safe. A change that this process has not seen was committed after
 * it said that it holds the lease, so whoever made the change sees the lease and waits. See {@link
 * Nodes} for the other side.
 */
@ApplicationScoped
class KeyLease {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int CHANGES_AT_ONCE = 10_000;

  private final VaultDatabase database;
  private final Nodes nodes;
  private final KeyFamilies families;
  private final UUID node = UUID.randomUUID();
  private final Duration length;
  private final Lease own = Lease.ofThisProcess();
  private long obeyed = -1;

  KeyLease(VaultDatabase database, Nodes nodes, KeyFamilies families, VaultConfig config) {
    this.database = database;
    this.nodes = nodes;
    this.families = families;
    this.length = config.lease().compareTo(LONGEST) > 0 ? LONGEST : config.lease();
  }

  /** A change of a key, in the order in which they happened. */
  private record Change(long seq, KeyId key, boolean rotated) {}

  Lease own() {
    return own;
  }

  boolean isHeld() {
    return own.isHeld();
  }

  /** Renews when it has lapsed. */
  void ensure(Consumer<Collection<KeyId>> obey) {
    if (!isHeld()) {
      renew(obey);
    }
  }

  /**
   * Says that it holds the lease, obeys every change so far by {@code obey}, forgets which keys
   * were present before they were rotated, and then holds it.
   */
  synchronized void renew(Consumer<Collection<KeyId>> obey) {
    var begin = own.now();
    nodes.register(node, length, obeyed);
    long before = obeyed;
    if (obeyed < 0) {
      // No key has been opened before the first lease.
      obeyed = nodes.lastChange();
      families.forgetAll();
    }
    for (var changes = next(); !changes.isEmpty(); changes = next()) {
      obey.accept(changes.stream().filter(c -> !c.rotated()).map(Change::key).toList());
      families.forget(changes.stream().filter(Change::rotated).map(Change::key).toList());
      obeyed = changes.getLast().seq();
    }
    own.hold(begin, length);
    if (obeyed != before) {
      nodes.confirm(node, obeyed);
    }
  }

  private List<Change> next() {
    return database.with(sql ->
        sql.query(
            "select seq, key_id, change = 'rotated' from key_change"
                + " where seq > ? order by seq limit ?",
            row -> new Change(row.getLong(1), Sql.key(row, 2), row.getBoolean(3)),
            obeyed,
            CHANGES_AT_ONCE));
  }

  /** Waits until every other process has obeyed the change, or lost its lease. */
  void awaitOthers(long seq) {
    nodes.awaitOthers(node, seq);
  }

  /** Gives the lease back. */
  void release() {
    own.giveUp();
    nodes.leave(node);
  }
}
