package dev.lethe.service.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes over one vault database: how long each may use opened keys, and which change of
 * keys it has obeyed.
 *
 * <p>Whoever waits for a process measures by its own monotonic clock, from after its change was
 * committed: a lease that the change has not reached was taken before, so it has run out once its
 * whole length has passed. No clock of another machine matters, nor one that is set.
 */
@ApplicationScoped
class Nodes {
  private static final Duration POLL = Duration.ofMillis(10);
  private final VaultDatabase database;

  Nodes(VaultDatabase database) {
    this.database = database;
  }

  /** A process that has not obeyed a change, as of its last renewal. */
  private record Behind(UUID node, long renewal, Duration lease) {}

  void register(UUID node, Duration lease, long obeyed) {
    database.with(sql ->
        sql.update(
            "insert into vault_node as n (node_id, lease_until, lease_ms, confirmed_seq)"
                + " values (?, clock_timestamp() + ? * interval '1 ms', ?, ?)"
                + " on conflict (node_id) do update set lease_until = excluded.lease_until,"
                + " confirmed_seq = excluded.confirmed_seq, renewal = n.renewal + 1",
            node,
            lease.toMillis(),
            lease.toMillis(),
            obeyed));
  }

  void confirm(UUID node, long obeyed) {
    database.with(sql ->
        sql.update("update vault_node set confirmed_seq = ? where node_id = ?", obeyed, node));
  }

  void leave(UUID node) {
    database.with(sql -> sql.update("delete from vault_node where node_id = ?", node));
  }

  long lastChange() {
    return database.with(sql ->
        sql.query("select coalesce(max(seq), 0) from key_change", row -> row.getLong(1))
            .getFirst());
  }

  /**
   * Returns when every process but this one has obeyed the change or lost the lease it had before;
   * at most a lease later.
   */
  void awaitOthers(UUID self, long seq) {
    long begin = System.nanoTime();
    Map<UUID, Long> firstSeen = new HashMap<>();
    while (true) {
      var behind = behind(self, seq);
      behind.forEach(b -> firstSeen.putIfAbsent(b.node(), b.renewal()));
      var passed = Duration.ofNanos(System.nanoTime() - begin);
      if (behind.stream().allMatch(b -> passed.compareTo(b.lease()) > 0)) {
        behind.forEach(b -> forget(b.node(), firstSeen.getOrDefault(b.node(), b.renewal())));
        return;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private List<Behind> behind(UUID self, long seq) {
    return database.with(sql ->
        sql.query(
            "select node_id, renewal, lease_ms from vault_node"
                + " where node_id <> ? and confirmed_seq < ?",
            row ->
                new Behind(
                    row.getObject(1, UUID.class),
                    row.getLong(2),
                    Duration.ofMillis(row.getLong(3))),
            self,
            seq));
  }

  // A process that has renewed since is alive, and stays.
  private void forget(UUID node, long renewal) {
    database.with(sql ->
        sql.update("delete from vault_node where node_id = ? and renewal = ?", node, renewal));
  }
}
