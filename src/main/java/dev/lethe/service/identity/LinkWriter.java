package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.service.database.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the links of profiles that changed customers; links of others stay. */
final class LinkWriter {
  private final Sql sql;
  private final String model;

  LinkWriter(Sql sql, String model) {
    this.sql = sql;
    this.model = model;
  }

  /** Writes them together with the next statement. Profiles just written have no old links. */
  void write(
      Collection<StoredProfile> profiles,
      Set<ProfileId> written,
      Map<ProfileId, CustomerId> old,
      Map<ProfileId, CustomerId> assigned,
      List<Link> links)
      throws SQLException {
    var changed = new HashSet<ProfileId>();
    for (var profile : profiles) {
      var to = assigned.get(profile.id());
      if (to != null && (!profile.resolved() || !to.equals(old.get(profile.id())))) {
        changed.add(profile.id());
      }
    }
    delete(changed.stream().filter(profile -> !written.contains(profile)).toList());
    insert(
        links.stream()
            .filter(link -> changed.contains(link.a()) || changed.contains(link.b()))
            .filter(link -> sameCustomer(assigned, link))
            .toList());
  }

  private void delete(List<ProfileId> profiles) throws SQLException {
    if (!profiles.isEmpty()) {
      var moved = sql.uuids(profiles.stream().map(ProfileId::value).toList());
      sql.keep("delete from link where a = any(?)", moved);
      sql.keep("delete from link where b = any(?)", moved);
    }
  }

  private void insert(List<Link> links) throws SQLException {
    if (links.isEmpty()) {
      return;
    }
    sql.keep(
        "insert into link (a, b, weight, model)"
            + " select l.*, ? from unnest(?::uuid[], ?::uuid[], ?::float4[]) as l"
            + " on conflict (a, b) do update set weight = excluded.weight, model = excluded.model",
        model,
        sql.uuids(links.stream().map(link -> link.a().value()).toList()),
        sql.uuids(links.stream().map(link -> link.b().value()).toList()),
        sql.floats(links.stream().map(link -> (float) link.weight()).toList()));
  }

  private static boolean sameCustomer(Map<ProfileId, CustomerId> assigned, Link link) {
    var customer = assigned.get(link.a());
    return customer != null && customer.equals(assigned.get(link.b()));
  }
}
