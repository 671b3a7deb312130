package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which id each profile speaks for when customers fall apart: where a merge is undone, what came
 * from a merged customer gets that customer's id back, and what was there before keeps its own.
 */
final class FormerIds {
  private final Map<ProfileId, CustomerId> old;
  private final Map<ProfileId, Set<CustomerId>> former = new HashMap<>();
  private final Map<ProfileId, CustomerId> claims;
  private final Map<CustomerId, CustomerId> returning = new TreeMap<>();

  private FormerIds(Map<ProfileId, CustomerId> old) {
    this.old = old;
    this.claims = new HashMap<>(old);
  }

  static FormerIds read(Sql sql, Map<ProfileId, CustomerId> old, List<List<ProfileId>> clusters)
      throws SQLException {
    var ids = new FormerIds(old);
    var split = ids.split(clusters);
    if (!split.isEmpty()) {
      ids.load(sql, split);
      split.forEach(customer -> ids.part(customer, clusters));
    }
    return ids;
  }

  /** The customer whose id each profile speaks for. */
  Map<ProfileId, CustomerId> claims() {
    return claims;
  }

  /** Ids that live again, and the customers they leave. */
  Map<CustomerId, CustomerId> returning() {
    return returning;
  }

  /** Of each alias of a customer that fell apart, where most of its profiles are now. */
  Map<CustomerId, CustomerId> homes(Map<ProfileId, CustomerId> assigned) {
    var counts = new TreeMap<CustomerId, TreeMap<CustomerId, Integer>>();
    former.forEach((profile, aliases) -> {
      var now = assigned.get(profile);
      if (now != null) {
        aliases.stream()
            .filter(alias -> !returning.containsKey(alias))
            .forEach(alias ->
                counts.computeIfAbsent(alias, a -> new TreeMap<>()).merge(now, 1, Integer::sum));
      }
    });
    var homes = new TreeMap<CustomerId, CustomerId>();
    counts.forEach((alias, customers) ->
        customers.entrySet().stream()
            .max(Map.Entry.<CustomerId, Integer>comparingByValue())
            .ifPresent(most -> homes.put(alias, most.getKey())));
    return homes;
  }

  private Set<CustomerId> split(List<List<ProfileId>> clusters) {
    var seen = new HashSet<CustomerId>();
    var split = new java.util.TreeSet<CustomerId>();
    for (var cluster : clusters) {
      var here =
          cluster.stream().map(old::get).filter(Objects::nonNull).collect(Collectors.toSet());
      here.stream().filter(customer -> !seen.add(customer)).forEach(split::add);
    }
    return split;
  }

  /** A move counts only when it came with the merge that made the alias, or later. */
  private void load(Sql sql, Set<CustomerId> split) throws SQLException {
    sql.query(
        "select distinct e.profile_id, e.other_id from customer_event e"
            + " join customer_alias a on a.id = e.other_id and e.at >= a.created_at"
            + " where e.kind = 'profile_moved' and e.profile_id = any(?)"
            + " and a.customer_id = any(?)",
        row ->
            former
                .computeIfAbsent(new ProfileId(Sql.uuid(row, 1)), p -> new HashSet<>())
                .add(new CustomerId(Sql.uuid(row, 2))),
        sql.uuids(
            old.keySet().stream()
                .filter(profile -> split.contains(old.get(profile)))
                .map(ProfileId::value)
                .toList()),
        sql.uuids(split.stream().map(CustomerId::value).toList()));
  }

  private void part(CustomerId customer, List<List<ProfileId>> clusters) {
    var parts = new ArrayList<List<ProfileId>>();
    for (var cluster : clusters) {
      var part = cluster.stream().filter(p -> customer.equals(old.get(p))).toList();
      var alone = cluster.stream().map(old::get).allMatch(c -> c == null || c.equals(customer));
      if (!part.isEmpty() && alone) {
        parts.add(part);
      }
    }
    var adopted =
        parts.stream().filter(part -> part.stream().allMatch(former::containsKey)).toList();
    var nativesStay = parts.size() > adopted.size() || !whole(customer, parts);
    var keeper = nativesStay ? Optional.<List<ProfileId>>empty() : largest(adopted);
    adopted.stream()
        .filter(part -> keeper.isEmpty() || !part.equals(keeper.get()))
        .sorted(Comparator.comparing(List::getFirst))
        .forEach(part -> giveBack(customer, part));
  }

  /** Whether every profile of the customer is in one of the parts. */
  private boolean whole(CustomerId customer, List<List<ProfileId>> parts) {
    var members = old.values().stream().filter(customer::equals).count();
    return parts.stream().mapToInt(List::size).sum() == members;
  }

  private static Optional<List<ProfileId>> largest(Collection<List<ProfileId>> parts) {
    return parts.stream().max(Comparator.comparingInt(List::size));
  }

  private void giveBack(CustomerId customer, List<ProfileId> part) {
    var votes = new TreeMap<CustomerId, Integer>();
    part.forEach(
        p -> former.getOrDefault(p, Set.of()).forEach(id -> votes.merge(id, 1, Integer::sum)));
    votes.keySet().removeAll(returning.keySet());
    part.forEach(claims::remove);
    votes.entrySet().stream()
        .min(
            Comparator.comparingInt((Map.Entry<CustomerId, Integer> vote) -> -vote.getValue())
                .thenComparingInt(vote -> holders(vote.getKey()))
                .thenComparing(Map.Entry::getKey))
        .ifPresent(vote -> {
          part.forEach(profile -> claims.put(profile, vote.getKey()));
          returning.put(vote.getKey(), customer);
        });
  }

  /** Of two ids that a part had one after the other, the one that fewer others had is its own. */
  private int holders(CustomerId id) {
    return (int) former.values().stream().filter(ids -> ids.contains(id)).count();
  }
}
