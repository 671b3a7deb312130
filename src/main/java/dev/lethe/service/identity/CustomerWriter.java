package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.identitygraph.cluster.StableIds;
import dev.lethe.service.database.Sql;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a settled neighbourhood: customers, aliases, links, and what happened, in one go. */
final class CustomerWriter {
  private final Sql sql;
  private final SecureRandom random;
  private final Instant now;
  private final EventWriter events;
  private final LinkWriter links;

  /** Writes what the model of this id found. */
  CustomerWriter(Sql sql, SecureRandom random, Instant now, String model) {
    this.sql = sql;
    this.random = random;
    this.now = now;
    this.events = new EventWriter(sql, now);
    this.links = new LinkWriter(sql, model);
  }

  /**
   * Writes who is who now; answers the customer of every profile resolved. The rows of those that
   * the caller writes itself are left to it.
   */
  Map<ProfileId, CustomerId> write(
      Collection<StoredProfile> profiles, Set<ProfileId> written, Resolution resolution)
      throws SQLException {
    var resolved = resolution.clusters().stream().flatMap(List::stream).collect(Collectors.toSet());
    var old = new HashMap<ProfileId, CustomerId>();
    for (var profile : profiles) {
      if (profile.customer() != null && resolved.contains(profile.id())) {
        old.put(profile.id(), profile.customer());
      }
    }
    var ages = ages(new HashSet<>(old.values()));
    var former = FormerIds.read(sql, old, resolution.clusters());
    var now =
        StableIds.assign(
            former.claims(),
            resolution.clusters(),
            id -> ages.getOrDefault(id, Long.MAX_VALUE),
            () -> CustomerId.next(random));
    mint(now.minted(), origins(old, now.assigned()));
    bringBack(former.returning());
    follow(former.homes(now.assigned()));
    move(profiles, written, old, now);
    merge(now.merged());
    removeEmpty(now.emptied());
    links.write(profiles, written, old, now.assigned(), resolution.links());
    events.write();
    return now.assigned();
  }

  private Map<CustomerId, Long> ages(Set<CustomerId> customers) throws SQLException {
    var ages = new HashMap<CustomerId, Long>();
    sql.query(
        "select id, seq from customer where id = any(?)",
        row -> ages.put(new CustomerId(Sql.uuid(row, 1)), row.getLong(2)),
        ids(customers));
    return ages;
  }

  /** The customers that profiles of a new customer come from. */
  private static Map<CustomerId, CustomerId> origins(
      Map<ProfileId, CustomerId> old, Map<ProfileId, CustomerId> assigned) {
    var origins = new HashMap<CustomerId, CustomerId>();
    old.forEach((profile, from) -> {
      var to = assigned.get(profile);
      if (to != null) {
        origins.merge(to, from, (one, other) -> one.compareTo(other) < 0 ? one : other);
      }
    });
    return origins;
  }

  private void mint(List<CustomerId> minted, Map<CustomerId, CustomerId> origins)
      throws SQLException {
    insert(minted);
    for (var id : minted) {
      var from = origins.get(id);
      events.add(from == null ? "created" : "split", id, from, null);
    }
  }

  private void insert(Collection<CustomerId> customers) throws SQLException {
    if (customers.isEmpty()) {
      return;
    }
    sql.keep(
        "insert into customer (id, created_at, changed_at) select id, ?, ?"
            + " from unnest(?::uuid[]) with ordinality as m(id, n) order by n",
        now,
        now,
        ids(customers));
  }

  /** Merged customers whose merge is undone live again. */
  private void bringBack(Map<CustomerId, CustomerId> returning) throws SQLException {
    if (returning.isEmpty()) {
      return;
    }
    sql.keep("delete from customer_alias where id = any(?)", ids(returning.keySet()));
    insert(returning.keySet());
    returning.forEach((id, from) -> events.add("split", id, from, null));
  }

  /** Where a customer falls apart, an alias goes with most of the profiles that it had. */
  private void follow(Map<CustomerId, CustomerId> homes) throws SQLException {
    if (!homes.isEmpty()) {
      sql.keep(
          "update customer_alias a set customer_id = m.home from unnest(?::uuid[], ?::uuid[])"
              + " as m(id, home) where a.id = m.id",
          ids(homes.keySet()),
          ids(homes.values()));
    }
  }

  private void move(
      Collection<StoredProfile> rows,
      Set<ProfileId> written,
      Map<ProfileId, CustomerId> old,
      StableIds.Assignment became)
      throws SQLException {
    var moves = new LinkedHashMap<ProfileId, CustomerId>();
    var changed = new HashSet<CustomerId>();
    for (var profile : rows) {
      var to = became.assigned().get(profile.id());
      if (to == null) {
        continue;
      }
      var from = old.get(profile.id());
      if (!to.equals(from)) {
        changed.add(to);
        Stream.ofNullable(from).forEach(changed::add);
        events.add(from == null ? "profile_added" : "profile_moved", to, from, profile.id());
      }
      if (!written.contains(profile.id()) && (!to.equals(from) || !profile.resolved())) {
        moves.put(profile.id(), to);
      }
    }
    became.minted().forEach(changed::remove);
    write(moves, changed);
  }

  private void write(Map<ProfileId, CustomerId> moves, Set<CustomerId> changed)
      throws SQLException {
    if (!moves.isEmpty()) {
      sql.keep(
          "update profile p set customer_id = m.customer, resolved = true"
              + " from unnest(?::uuid[], ?::uuid[]) as m(id, customer) where p.id = m.id",
          sql.uuids(moves.keySet().stream().map(ProfileId::value).toList()),
          ids(moves.values()));
    }
    if (!changed.isEmpty()) {
      sql.keep("update customer set changed_at = ? where id = any(?)", now, ids(changed));
    }
  }

  /** A profile that went along with its customer. */
  private record Moved(ProfileId profile, CustomerId from, CustomerId to) {
    static Moved read(ResultSet row) throws SQLException {
      return new Moved(
          new ProfileId(Sql.uuid(row, 1)),
          new CustomerId(Sql.uuid(row, 2)),
          new CustomerId(Sql.uuid(row, 3)));
    }
  }

  private void merge(Map<CustomerId, CustomerId> merged) throws SQLException {
    if (merged.isEmpty()) {
      return;
    }
    var lost = List.copyOf(merged.keySet());
    var kept = lost.stream().map(id -> merged.getOrDefault(id, id).value()).toList();
    var pairs = "unnest(?::uuid[], ?::uuid[]) as m(lost, kept)";
    // Profiles that could not be opened were not weighed; they go where their customer goes.
    sql.query(
            "update profile p set customer_id = m.kept from "
                + pairs
                + " where p.customer_id = m.lost returning p.id, m.lost, m.kept",
            Moved::read,
            ids(lost),
            sql.uuids(kept))
        .forEach(moved -> events.add("profile_moved", moved.to(), moved.from(), moved.profile()));
    sql.keep(
        "update customer_alias a set customer_id = m.kept from "
            + pairs
            + " where a.customer_id = m.lost",
        ids(lost),
        sql.uuids(kept));
    sql.keep(
        "insert into customer_alias (id, customer_id, created_at) select m.lost, m.kept, ? from "
            + pairs,
        now,
        ids(lost),
        sql.uuids(kept));
    sql.keep("delete from customer where id = any(?)", ids(lost));
    merged.forEach((from, to) -> events.add("merged", from, to, null));
  }

  /** Tells that profiles were erased; the last that is ever said of them. */
  void erased(Collection<StoredProfile> gone) throws SQLException {
    for (var profile : gone) {
      if (profile.customer() != null) {
        events.add("profile_erased", profile.customer(), null, profile.id());
      }
    }
    events.write();
  }

  /** Customers of which no profile is left end; an alias of one ends with it. */
  void removeEmpty(Collection<CustomerId> customers) throws SQLException {
    if (customers.isEmpty()) {
      return;
    }
    var gone =
        sql.query(
            "delete from customer c where c.id = any(?)"
                + " and not exists (select from profile p where p.customer_id = c.id) returning id",
            row -> new CustomerId(Sql.uuid(row, 1)),
            ids(customers));
    sql.keep("delete from customer_alias where customer_id = any(?)", ids(gone));
    gone.forEach(id -> events.add("emptied", id, null, null));
    events.write();
  }

  private java.sql.Array ids(Collection<CustomerId> customers) throws SQLException {
    return sql.uuids(customers.stream().map(CustomerId::value).toList());
  }
}
