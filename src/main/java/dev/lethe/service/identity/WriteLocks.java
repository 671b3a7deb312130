package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The locks of one writing transaction: on identifiers, so that two profiles of one person never
 * pass each other unseen, and on customers. Both are hashed to one row of {@value #STRIPES} stripes
 * and waited for in ascending order only, so no two writers wait for each other in a circle. They
 * end with the transaction.
 */
final class WriteLocks {
  /** More would not fit PostgreSQL's lock table beside others'; fewer would meet too often. */
  static final int STRIPES = 1024;

  private static final int SPACE = 0x1e7e;

  private final Sql sql;
  private final TreeSet<Integer> held = new TreeSet<>();

  WriteLocks(Sql sql) throws SQLException {
    this.sql = sql;
    sql.update("savepoint unlocked");
  }

  static int stripe(long value) {
    return (int) ((value * 0x9E3779B97F4A7C15L) >>> 54);
  }

  static int stripe(CustomerId customer) {
    return stripe(customer.value().getMostSignificantBits());
  }

  /** Waits for stripes. Only while none is held. */
  void take(Collection<Integer> stripes) throws SQLException {
    if (!held.isEmpty()) {
      throw new IllegalStateException("waiting out of order could wait for ever");
    }
    held.addAll(stripes);
    sql.query(
        "select pg_advisory_xact_lock(?, s) from unnest(?::int4[]) as s",
        row -> 0,
        SPACE,
        sql.ints(List.copyOf(held)));
  }

  /** Lets everything go and waits for every stripe: then nobody else writes. */
  void insteadAll() throws SQLException {
    sql.update("rollback to savepoint unlocked");
    held.clear();
    take(IntStream.range(0, STRIPES).boxed().toList());
  }

  boolean holds(Collection<Integer> stripes) {
    return held.containsAll(stripes);
  }

  /**
   * Takes more stripes if nobody else has them. Otherwise everything is let go and waited for again
   * in order, and what was read before may have changed: the answer is false.
   */
  boolean also(Collection<Integer> stripes) throws SQLException {
    var more = new TreeSet<>(stripes);
    more.removeAll(held);
    if (more.isEmpty()) {
      return true;
    }
    var got =
        sql.query(
            "select pg_try_advisory_xact_lock(?, s) from unnest(?::int4[]) as s",
            row -> row.getBoolean(1),
            SPACE,
            sql.ints(List.copyOf(more)));
    var all = new TreeSet<>(held);
    all.addAll(more);
    if (got.stream().allMatch(one -> one)) {
      held.addAll(more);
      return true;
    }
    sql.update("rollback to savepoint unlocked");
    held.clear();
    take(all);
    return false;
  }
}
