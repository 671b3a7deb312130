package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.service.database.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The locks of one writing transaction: on identifiers, so that two profiles of one person never
 * pass each other unseen, and on customers. They are waited for in ascending order only, so no two
 * writers wait for each other in a circle. Beside them every writer shares one lock that a writer
 * may take for itself. All end with the transaction.
 */
final class WriteLocks {
  /** Two numbers, so that it is never one of the others. */
  private static final String EVERYBODY = "(7806, 0)";

  /**
   * More locks than this at once would crowd PostgreSQL's lock table; such a writer excludes all.
   */
  private static final int MOST = 2_000;

  private final Sql sql;
  private final TreeSet<Long> held = new TreeSet<>();
  private boolean alone;

  WriteLocks(Sql sql) {
    this.sql = sql;
    sql.keep("savepoint unlocked");
  }

  static long of(CustomerId customer) {
    return customer.value().getMostSignificantBits();
  }

  /** Waits for locks before the next statement. Only while none is held. */
  void take(Collection<Long> locks) throws SQLException {
    if (!held.isEmpty()) {
      throw new IllegalStateException("waiting out of order could wait for ever");
    }
    if (locks.size() > MOST) {
      takeAll();
      return;
    }
    held.addAll(locks);
    sql.keep("select pg_advisory_xact_lock_shared" + EVERYBODY);
    sql.keep(
        "select pg_advisory_xact_lock(l) from unnest(?::int8[]) as l",
        sql.longs(List.copyOf(held)));
  }

  private void takeAll() {
    sql.keep("select pg_advisory_xact_lock" + EVERYBODY);
    alone = true;
  }

  /** Lets everything go and waits until nobody else writes. */
  void insteadAll() {
    if (!alone) {
      sql.keep("rollback to savepoint unlocked");
      held.clear();
      takeAll();
    }
  }

  boolean holds(Collection<Long> locks) {
    return alone || held.containsAll(locks);
  }

  /**
   * Takes more locks if nobody else has them. Otherwise everything is let go and waited for again
   * in order, and what was read before may have changed: the answer is false.
   */
  boolean also(Collection<Long> locks) throws SQLException {
    var more = new TreeSet<>(locks);
    more.removeAll(held);
    if (more.isEmpty() || alone) {
      return true;
    }
    var all = new TreeSet<>(held);
    all.addAll(more);
    if (all.size() <= MOST && free(more)) {
      held.addAll(more);
      return true;
    }
    sql.keep("rollback to savepoint unlocked");
    held.clear();
    take(all);
    return false;
  }

  private boolean free(Collection<Long> locks) throws SQLException {
    return sql
        .query(
            "select pg_try_advisory_xact_lock(l) from unnest(?::int8[]) as l",
            row -> row.getBoolean(1),
            sql.longs(List.copyOf(locks)))
        .stream()
        .allMatch(one -> one);
  }
}
