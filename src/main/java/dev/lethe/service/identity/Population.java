package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.identitygraph.cluster.Resolution;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every profile as a settle pass read it, and what differs once they are resolved together. */
final class Population {
  private final String model;
  private final List<Profile> profiles = new ArrayList<>();
  private final Map<ProfileId, Seen> seen = new HashMap<>();
  private final Map<CustomerId, List<ProfileId>> members = new HashMap<>();

  /** A profile's row when it was read. */
  record Seen(@Nullable CustomerId customer, long revision, boolean resolved, boolean opened) {}

  /**
   * Clusters that share customers with each other and with nobody else, and so are written
   * together.
   *
   * @param customers whose profiles they hold now
   */
  record Group(List<List<ProfileId>> clusters, Set<CustomerId> customers, List<Link> links) {
    int size() {
      return clusters.stream().mapToInt(List::size).sum();
    }
  }

  /** A population that is to be weighed by the model of this id. */
  Population(String model) {
    this.model = model;
  }

  String model() {
    return model;
  }

  void add(StoredProfile row, @Nullable Profile profile) {
    if (profile != null) {
      profiles.add(profile);
    }
    seen.put(row.id(), new Seen(row.customer(), row.revision(), row.resolved(), profile != null));
    if (row.customer() != null) {
      members.computeIfAbsent(row.customer(), c -> new ArrayList<>(2)).add(row.id());
    }
  }

  List<Profile> profiles() {
    return profiles;
  }

  int size() {
    return seen.size();
  }

  /** Whether a profile could be opened. */
  boolean opened(ProfileId id) {
    var profile = seen.get(id);
    return profile != null && profile.opened();
  }

  /** Whether two profiles could be opened and were one customer's when they were read. */
  boolean together(ProfileId a, ProfileId b) {
    var customer = customer(a);
    return customer != null && customer.equals(customer(b)) && opened(a) && opened(b);
  }

  /** Whether a row is still what was read. */
  boolean same(StoredProfile row) {
    var then = seen.get(row.id());
    return then != null
        && then.revision() == row.revision()
        && then.resolved() == row.resolved()
        && Objects.equals(then.customer(), row.customer());
  }

  /** What has to be written to make this the stored partition. */
  List<Group> differences(Resolution resolution) {
    var clusters = resolution.clusters();
    var changed = new ArrayList<Integer>();
    for (int c = 0; c < clusters.size(); c++) {
      if (!stands(clusters.get(c))) {
        changed.add(c);
      }
    }
    return groups(clusters, changed, linksOf(resolution, changed));
  }

  private boolean stands(List<ProfileId> cluster) {
    var customer = customer(cluster.getFirst());
    if (customer == null) {
      return false;
    }
    for (var id : cluster) {
      var profile = seen.get(id);
      if (profile == null || !profile.resolved() || !customer.equals(profile.customer())) {
        return false;
      }
    }
    return openedMembers(customer) == cluster.size();
  }

  /** Whose a profile was when it was read. */
  @Nullable CustomerId customer(ProfileId id) {
    var profile = seen.get(id);
    return profile == null ? null : profile.customer();
  }

  private long openedMembers(CustomerId customer) {
    return members.getOrDefault(customer, List.of()).stream().filter(this::opened).count();
  }

  private Map<Integer, List<Link>> linksOf(Resolution resolution, List<Integer> changed) {
    var cluster = new HashMap<ProfileId, Integer>();
    changed.forEach(c -> resolution.clusters().get(c).forEach(id -> cluster.put(id, c)));
    var links = new HashMap<Integer, List<Link>>();
    for (var link : resolution.links()) {
      var c = cluster.get(link.a());
      if (c != null && c.equals(cluster.get(link.b()))) {
        links.computeIfAbsent(c, one -> new ArrayList<>()).add(link);
      }
    }
    return links;
  }

  private List<Group> groups(
      List<List<ProfileId>> clusters, List<Integer> changed, Map<Integer, List<Link>> links) {
    var byCustomer = new HashMap<CustomerId, List<Integer>>();
    for (var c : changed) {
      customers(clusters.get(c))
          .forEach(
              customer -> byCustomer.computeIfAbsent(customer, k -> new ArrayList<>(1)).add(c));
    }
    var done = new HashSet<Integer>();
    var groups = new ArrayList<Group>();
    for (var start : changed) {
      if (done.add(start)) {
        groups.add(group(start, clusters, byCustomer, links, done));
      }
    }
    return groups;
  }

  private Group group(
      int start,
      List<List<ProfileId>> clusters,
      Map<CustomerId, List<Integer>> byCustomer,
      Map<Integer, List<Link>> links,
      Set<Integer> done) {
    var mine = new ArrayList<List<ProfileId>>();
    var customers = new HashSet<CustomerId>();
    var found = new ArrayList<Link>();
    var queue = new ArrayDeque<Integer>(List.of(start));
    while (!queue.isEmpty()) {
      int c = queue.remove();
      mine.add(clusters.get(c));
      found.addAll(links.getOrDefault(c, List.of()));
      for (var customer : customers(clusters.get(c))) {
        if (customers.add(customer)) {
          byCustomer.getOrDefault(customer, List.of()).stream()
              .filter(done::add)
              .forEach(queue::add);
        }
      }
    }
    return new Group(mine, customers, found);
  }

  private Set<CustomerId> customers(List<ProfileId> cluster) {
    var customers = new HashSet<CustomerId>();
    for (var id : cluster) {
      var customer = customer(id);
      if (customer != null) {
        customers.add(customer);
      }
    }
    return customers;
  }
}
