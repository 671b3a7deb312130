package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what happened to customers. */
final class CustomerEvents {
  private static final int MOST_PLACED = 10_000;
  private static final long LOCK = 0x1e7e_feedL;
  private static final String COLUMNS =
      "select seq, position, at, kind, customer_id, other_id, profile_id from customer_event";

  private CustomerEvents() {}

  /**
   * An event. {@code from} and {@code to} are the customers before and after it: a merged customer
   * and what it became, a split-off customer and what it was part of, where a profile moved.
   */
  record Event(
      long seq,
      long position,
      Instant at,
      String kind,
      @Nullable CustomerId from,
      @Nullable CustomerId to,
      @Nullable ProfileId profile) {}

  /**
   * Gives committed events their places. Whoever places holds the lock until the places are
   * visible, so places appear in order and without gaps. An event that depends on another one was
   * written after that one was committed, so it has the higher number and gets the later place.
   */
  static void place(Sql sql) throws SQLException {
    sql.query("select pg_advisory_xact_lock(?)", row -> 0, LOCK);
    sql.update(
        "with fresh as (select seq, row_number() over (order by seq) as n from (select seq"
            + " from customer_event where position is null order by seq limit ?) unplaced),"
            + " last as (select coalesce(max(position), 0) as position from customer_event)"
            + " update customer_event e set position = last.position + fresh.n"
            + " from fresh, last where e.seq = fresh.seq",
        MOST_PLACED);
  }

  static boolean anyUnplaced(Sql sql) throws SQLException {
    return sql.query(
            "select exists (select from customer_event where position is null)",
            row -> row.getBoolean(1))
        .getFirst();
  }

  static List<Event> after(Sql sql, long position, int limit) throws SQLException {
    return sql.query(
        COLUMNS + " where position > ? order by position limit ?",
        CustomerEvents::read,
        position,
        limit);
  }

  /** What happened to a customer and to those that became it, in order. */
  static List<Event> of(Sql sql, Collection<CustomerId> customers, long after, int limit)
      throws SQLException {
    var ids = sql.uuids(customers.stream().map(CustomerId::value).toList());
    return sql.query(
        COLUMNS
            + " where (customer_id = any(?) or other_id = any(?)) and seq > ?"
            + " order by seq limit ?",
        CustomerEvents::read,
        ids,
        ids,
        after,
        limit);
  }

  /** The customer and every id that is its alias now. */
  static Set<CustomerId> names(Sql sql, CustomerId customer) throws SQLException {
    var names = new HashSet<>(Set.of(customer));
    names.addAll(
        sql.query(
            "select id from customer_alias where customer_id = ?",
            row -> new CustomerId(Sql.uuid(row, 1)),
            customer.value()));
    return names;
  }

  /** The customer that an id stood for at a moment; empty when it stood for none. */
  static Optional<CustomerId> livingAt(Sql sql, CustomerId id, Instant moment) throws SQLException {
    var seen = new HashSet<CustomerId>();
    var at = id;
    while (seen.add(at)) {
      var last = lastChange(sql, at, moment);
      if (last.isEmpty() || last.get().kind().equals("emptied")) {
        return Optional.empty();
      }
      var to = last.get().to();
      if (!last.get().kind().equals("merged") || to == null) {
        return Optional.of(at);
      }
      at = to;
    }
    return Optional.empty();
  }

  private static Optional<Event> lastChange(Sql sql, CustomerId id, Instant moment)
      throws SQLException {
    return sql
        .query(
            COLUMNS
                + " where customer_id = ? and at <= ?"
                + " and kind in ('created', 'split', 'merged', 'emptied')"
                + " order by seq desc limit 1",
            CustomerEvents::read,
            id.value(),
            moment)
        .stream()
        .findFirst();
  }

  /** The profiles that a customer held at a moment, erased ones too. */
  static List<ProfileId> heldAt(Sql sql, CustomerId customer, Instant moment) throws SQLException {
    return sql.query(
        "select profile_id from (select distinct on (profile_id) profile_id, customer_id, kind"
            + " from customer_event where at <= ? and profile_id in (select profile_id"
            + " from customer_event where customer_id = ? and profile_id is not null"
            + " and kind in ('profile_added', 'profile_moved') and at <= ?)"
            + " order by profile_id, seq desc) held"
            + " where kind <> 'profile_erased' and customer_id = ? order by profile_id",
        row -> new ProfileId(Sql.uuid(row, 1)),
        moment,
        customer.value(),
        moment,
        customer.value());
  }

  private static Event read(ResultSet row) throws SQLException {
    var kind = row.getString(4);
    var customer = new CustomerId(Sql.uuid(row, 5));
    var otherId = Sql.maybeUuid(row, 6);
    var other = otherId == null ? null : new CustomerId(otherId);
    var profile = Sql.maybeUuid(row, 7);
    var ends = kind.equals("merged") || kind.equals("emptied") || kind.equals("profile_erased");
    return new Event(
        row.getLong(1),
        row.getLong(2),
        Sql.instant(row, 3),
        kind,
        ends ? customer : other,
        ends ? other : customer,
        profile == null ? null : new ProfileId(profile));
  }
}
