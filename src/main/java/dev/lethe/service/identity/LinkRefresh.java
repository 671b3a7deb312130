package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.CustomerStore.StoredLink;
import dev.lethe.service.identity.LinkDrift.Change;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Brings stored links to what a settle pass weighed, where they are off by more than {@link
 * LinkDrift#BITS} or another model's. No customer changes by it, so it is no event.
 */
@ApplicationScoped
class LinkRefresh {
  /** More than that in one pass are left for the next, which finds the rest. */
  private static final int MOST = 200_000;

  private static final int PAGE = 20_000;
  private static final int WRITE_AT_ONCE = 500;
  private static final UUID FIRST = new UUID(0, 0);

  private final IdentityDatabase database;

  LinkRefresh(IdentityDatabase database) {
    this.database = database;
  }

  /**
   * Refreshes links; answers how many.
   *
   * @param upTo profiles written after this mark are not what the pass has read
   */
  int refresh(Population population, List<Link> links, long upTo) {
    var changes = changes(new LinkDrift(population, links));
    var written = 0;
    for (int from = 0; from < changes.size(); from += WRITE_AT_ONCE) {
      var some = changes.subList(from, Math.min(changes.size(), from + WRITE_AT_ONCE));
      written +=
          QuarkusTransaction.requiringNew()
              .call(() -> database.with(sql -> write(sql, population, some, upTo)));
    }
    return written;
  }

  private List<Change> changes(LinkDrift drift) {
    var changes = new ArrayList<Change>();
    var a = FIRST;
    var b = FIRST;
    for (var page = page(a, b); !page.isEmpty(); page = page(a, b)) {
      page.forEach(stored -> drift.of(stored).ifPresent(changes::add));
      a = page.getLast().link().a().value();
      b = page.getLast().link().b().value();
    }
    changes.addAll(drift.missing());
    return changes.subList(0, Math.min(MOST, changes.size()));
  }

  private List<StoredLink> page(UUID a, UUID b) {
    return database.with(sql ->
        sql.query(
            CustomerStore.LINKS + " where (a, b) > (?, ?) order by a, b limit ?",
            CustomerStore::link,
            a,
            b,
            PAGE));
  }

  /** Only between profiles that are still as they were read, and still one customer's. */
  private static int write(Sql sql, Population population, List<Change> changes, long upTo)
      throws SQLException {
    var locks = new WriteLocks(sql);
    locks.take(NeededLocks.ofCustomers(new HashSet<>(customers(population, changes))));
    var standing = standing(sql, population, changes, upTo);
    delete(sql, standing.stream().filter(change -> change.to() == null).toList());
    insert(
        sql, population.model(), standing.stream().filter(change -> change.to() != null).toList());
    return standing.size();
  }

  private static List<CustomerId> customers(Population population, List<Change> changes) {
    return changes.stream()
        .map(change -> Objects.requireNonNull(population.customer(change.a())))
        .toList();
  }

  private static List<Change> standing(
      Sql sql, Population population, List<Change> changes, long upTo) throws SQLException {
    return sql.query(
        "select n.n from unnest(?::uuid[], ?::uuid[], ?::uuid[]) with ordinality"
            + " as n(a, b, customer, n) join profile p on p.id = n.a join profile q on q.id = n.b"
            + " where p.customer_id = n.customer and q.customer_id = n.customer"
            + " and p.resolved and q.resolved and p.revision <= ? and q.revision <= ?",
        row -> changes.get(row.getInt(1) - 1),
        firsts(sql, changes),
        seconds(sql, changes),
        sql.uuids(customers(population, changes).stream().map(CustomerId::value).toList()),
        upTo,
        upTo);
  }

  private static void delete(Sql sql, List<Change> gone) throws SQLException {
    if (!gone.isEmpty()) {
      sql.update(
          "delete from link l using unnest(?::uuid[], ?::uuid[]) as n(a, b)"
              + " where l.a = n.a and l.b = n.b",
          firsts(sql, gone),
          seconds(sql, gone));
    }
  }

  private static void insert(Sql sql, String model, List<Change> holding) throws SQLException {
    if (!holding.isEmpty()) {
      sql.update(
          "insert into link (a, b, weight, model)"
              + " select n.*, ? from unnest(?::uuid[], ?::uuid[], ?::float4[]) as n"
              + " on conflict (a, b) do update set weight = excluded.weight, model = excluded.model",
          model,
          firsts(sql, holding),
          seconds(sql, holding),
          sql.floats(holding.stream().flatMap(change -> Stream.ofNullable(change.to())).toList()));
    }
  }

  private static Array firsts(Sql sql, List<Change> changes) throws SQLException {
    return sql.uuids(changes.stream().map(change -> change.a().value()).toList());
  }

  private static Array seconds(Sql sql, List<Change> changes) throws SQLException {
    return sql.uuids(changes.stream().map(change -> change.b().value()).toList());
  }
}
