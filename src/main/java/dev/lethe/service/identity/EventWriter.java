package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers what happened to customers in one transaction and writes it in order. */
final class EventWriter {
  private final Sql sql;
  private final Instant now;
  private final List<Event> events = new ArrayList<>();

  EventWriter(Sql sql, Instant now) {
    this.sql = sql;
    this.now = now;
  }

  /** One entry of the change feed. */
  private record Event(
      String kind, CustomerId customer, @Nullable CustomerId other, @Nullable ProfileId profile) {}

  void add(
      String kind, CustomerId customer, @Nullable CustomerId other, @Nullable ProfileId profile) {
    events.add(new Event(kind, customer, other, profile));
  }

  /** Writes what was gathered, together with the next statement. */
  void write() throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    sql.keep(
        "insert into customer_event (at, kind, customer_id, other_id, profile_id)"
            + " select ?, e.kind, e.customer, e.other, e.profile from unnest(?::text[], ?::uuid[],"
            + " ?::uuid[], ?::uuid[]) with ordinality as e(kind, customer, other, profile, n)"
            + " order by e.n",
        now,
        sql.texts(events.stream().map(Event::kind).toList()),
        sql.uuids(events.stream().map(e -> e.customer().value()).toList()),
        sql.maybeUuids(
            events.stream()
                .<@Nullable UUID>map(e -> e.other() == null ? null : e.other().value())
                .toList()),
        sql.maybeUuids(
            events.stream()
                .<@Nullable UUID>map(e -> e.profile() == null ? null : e.profile().value())
                .toList()));
    events.clear();
  }
}
