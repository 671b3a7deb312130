package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Carries customer ids from an old partition to a new one. An id goes to the cluster that holds
 * most of its members; a cluster that several ids want keeps the one with most members in it, then
 * the oldest, then the lowest. The other ids become aliases of where most of their members went. A
 * cluster that no id wants gets a fresh one. Pure.
 */
public final class StableIds {

  private StableIds() {}

  /**
   * Who is who now.
   *
   * @param assigned the customer of every profile of the new partition
   * @param merged ids that live on as aliases: old id to surviving id
   * @param minted ids seen for the first time
   * @param emptied ids of which no profile is left
   */
  public record Assignment(
      Map<ProfileId, CustomerId> assigned,
      Map<CustomerId, CustomerId> merged,
      List<CustomerId> minted,
      List<CustomerId> emptied) {

    public Assignment {
      assigned = Map.copyOf(assigned);
      merged = Map.copyOf(merged);
      minted = List.copyOf(minted);
      emptied = List.copyOf(emptied);
    }
  }

  /** One id's wish for one cluster. */
  private record Claim(CustomerId id, int cluster, int members, long age) {}

  /**
   * Assigns ids to the clusters.
   *
   * @param old the customer of each profile before; profiles without one are new
   * @param clusters the new partition
   * @param age orders ids: the lower, the older
   * @param mint supplies fresh ids, asked in the order of the clusters' lowest members
   */
  public static Assignment assign(
      Map<ProfileId, CustomerId> old,
      Collection<? extends Collection<ProfileId>> clusters,
      ToLongFunction<CustomerId> age,
      Supplier<CustomerId> mint) {
    var sorted =
        clusters.stream()
            .map(cluster -> cluster.stream().sorted().toList())
            .filter(cluster -> !cluster.isEmpty())
            .sorted(Comparator.comparing(List::getFirst))
            .toList();
    var claims = claims(old, sorted, age);
    var owners = owners(claims, sorted.size());
    var minted = new ArrayList<CustomerId>();
    for (var c = 0; c < sorted.size(); c++) {
      if (!owners.containsKey(c)) {
        var fresh = mint.get();
        minted.add(fresh);
        owners.put(c, fresh);
      }
    }
    return assignment(old, sorted, claims, owners, minted);
  }

  private static List<Claim> claims(
      Map<ProfileId, CustomerId> old,
      List<List<ProfileId>> clusters,
      ToLongFunction<CustomerId> age) {
    var claims = new ArrayList<Claim>();
    for (var c = 0; c < clusters.size(); c++) {
      var members = new TreeMap<CustomerId, Integer>();
      for (var profile : clusters.get(c)) {
        var id = old.get(profile);
        if (id != null) {
          members.merge(id, 1, Integer::sum);
        }
      }
      for (var entry : members.entrySet()) {
        claims.add(new Claim(entry.getKey(), c, entry.getValue(), age.applyAsLong(entry.getKey())));
      }
    }
    claims.sort(
        Comparator.comparingInt(Claim::members)
            .reversed()
            .thenComparingLong(Claim::age)
            .thenComparing(Claim::id)
            .thenComparingInt(Claim::cluster));
    return claims;
  }

  /**
   * An id may only live on where most of its members are: a minority must not carry a name away.
   */
  private static Map<Integer, CustomerId> owners(List<Claim> claims, int clusters) {
    var home = HashMap.<CustomerId, Integer>newHashMap(claims.size());
    var owners = HashMap.<Integer, CustomerId>newHashMap(clusters);
    for (var claim : claims) {
      if (home.putIfAbsent(claim.id(), claim.cluster()) == null) {
        owners.putIfAbsent(claim.cluster(), claim.id());
      }
    }
    return owners;
  }

  private static Assignment assignment(
      Map<ProfileId, CustomerId> old,
      List<List<ProfileId>> clusters,
      List<Claim> claims,
      Map<Integer, CustomerId> owners,
      List<CustomerId> minted) {
    var assigned = new HashMap<ProfileId, CustomerId>();
    for (var c = 0; c < clusters.size(); c++) {
      for (var profile : clusters.get(c)) {
        assigned.put(profile, owner(owners, c));
      }
    }
    var living = new HashSet<>(owners.values());
    var merged = new TreeMap<CustomerId, CustomerId>();
    for (var claim : claims) {
      if (!living.contains(claim.id())) {
        merged.putIfAbsent(claim.id(), owner(owners, claim.cluster()));
      }
    }
    var emptied = new HashSet<>(old.values());
    emptied.removeAll(living);
    emptied.removeAll(merged.keySet());
    return new Assignment(assigned, merged, minted, emptied.stream().sorted().toList());
  }

  private static CustomerId owner(Map<Integer, CustomerId> owners, int cluster) {
    var owner = owners.get(cluster);
    if (owner == null) {
      throw new IllegalStateException("every cluster has an owner by now");
    }
    return owner;
  }
}
