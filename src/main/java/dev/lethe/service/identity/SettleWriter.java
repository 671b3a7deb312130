package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.Population.Group;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes what a settle pass changes, a bounded part in one transaction. */
@ApplicationScoped
class SettleWriter {
  private static final int PATIENCE_SECONDS = 300;

  private final IdentityDatabase database;
  private final SecureRandom random;
  private final InstantSource clock;

  SettleWriter(IdentityDatabase database, SecureRandom random, InstantSource clock) {
    this.database = database;
    this.random = random;
    this.clock = clock;
  }

  /** How many profiles got another customer, and how many had changed since they were read. */
  record Wrote(long moved, long leftOver) {}

  /** Writes groups; one of which anything changed since it was read is left for the next pass. */
  @Transactional
  @TransactionConfiguration(timeout = PATIENCE_SECONDS)
  Wrote write(Population population, List<Group> groups) {
    return database.with(sql -> {
      var customers = new HashSet<CustomerId>();
      groups.forEach(group -> customers.addAll(group.customers()));
      var locks = new WriteLocks(sql);
      locks.take(NeededLocks.ofCustomers(customers));
      var rows = rows(sql, groups, customers);
      var unchanged = groups.stream().filter(group -> unchanged(population, group, rows)).toList();
      var moved = move(sql, population.model(), unchanged, rows);
      var all = groups.stream().mapToLong(Group::size).sum();
      return new Wrote(moved, all - unchanged.stream().mapToLong(Group::size).sum());
    });
  }

  private static Map<ProfileId, StoredProfile> rows(
      Sql sql, List<Group> groups, Collection<CustomerId> customers) throws SQLException {
    var ids = new ArrayList<ProfileId>();
    groups.forEach(group -> group.clusters().forEach(ids::addAll));
    var rows = new HashMap<ProfileId, StoredProfile>();
    ProfileStore.members(sql, customers).forEach(row -> rows.put(row.id(), row));
    ProfileStore.load(sql, ids).forEach(row -> rows.put(row.id(), row));
    return rows;
  }

  /** Also a profile that a customer got since is a change: nobody has weighed it with the rest. */
  private static boolean unchanged(
      Population population, Group group, Map<ProfileId, StoredProfile> rows) {
    var there =
        group.clusters().stream()
            .flatMap(List::stream)
            .allMatch(id -> {
              var row = rows.get(id);
              return row != null && population.same(row);
            });
    return there
        && rows.values().stream()
            .filter(row -> row.customer() != null && group.customers().contains(row.customer()))
            .allMatch(population::same);
  }

  private long move(Sql sql, String model, List<Group> groups, Map<ProfileId, StoredProfile> rows)
      throws SQLException {
    var clusters = new ArrayList<List<ProfileId>>();
    var links = new ArrayList<Link>();
    var members = new ArrayList<StoredProfile>();
    for (var group : groups) {
      clusters.addAll(group.clusters());
      links.addAll(group.links());
      group.clusters().forEach(cluster -> cluster.forEach(id -> addRow(members, rows.get(id))));
    }
    if (members.isEmpty()) {
      return 0;
    }
    var assigned =
        new CustomerWriter(sql, random, clock.instant(), model)
            .write(members, Set.of(), new Resolution(clusters, links, List.of()));
    return members.stream().filter(row -> !same(row.customer(), assigned.get(row.id()))).count();
  }

  private static void addRow(
      List<StoredProfile> members, @org.jspecify.annotations.Nullable StoredProfile row) {
    if (row != null) {
      members.add(row);
    }
  }

  private static boolean same(
      @org.jspecify.annotations.Nullable CustomerId before,
      @org.jspecify.annotations.Nullable CustomerId after) {
    return java.util.Objects.equals(before, after);
  }

  /** Asks people about what the pass was not sure of, as far as it is still about somebody. */
  @Transactional
  @TransactionConfiguration(timeout = PATIENCE_SECONDS)
  void review(Resolution resolution) {
    database.with(sql -> {
      var anchors = new HashSet<ProfileId>();
      for (var doubt : resolution.doubts()) {
        anchors.addAll(doubt.left());
        anchors.addAll(doubt.right());
      }
      var there = new HashSet<ProfileId>();
      ProfileStore.load(sql, anchors).forEach(row -> there.add(row.id()));
      var doubts =
          resolution.doubts().stream()
              .filter(doubt -> there.containsAll(doubt.left()) && there.containsAll(doubt.right()))
              .toList();
      ReviewCases.refresh(
          sql, random, clock.instant(), new Resolution(resolution.clusters(), List.of(), doubts));
      return doubts.size();
    });
  }
}
