package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Constraints;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.identitygraph.cluster.Resolver;
import dev.lethe.identitygraph.cluster.Resolver.Candidate;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.GenericStore.Generic;
import dev.lethe.service.identity.SettledCounts.Counted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Profiles that wait for a customer, the profiles they may belong to, and all other profiles of
 * those customers. Profiles whose key is destroyed or frozen are left where they are. What one
 * waiting profile may touch is bounded: the rest is the settle pass's.
 */
final class Neighbourhood {
  /** A pair this strong may change a customer once all its profiles are weighed together. */
  private static final double WORTH_A_LOOK = -1;

  /** A customer of more profiles is not weighed again by one that arrives. */
  static final int MOST_MEMBERS = 200;

  private final Sql sql;
  private final Model model;
  private final Counted counted;
  private final WideValues wide;
  private final List<Waiting> waiting;
  private final Set<ProfileId> leaving;
  private final Set<CustomerId> decided;
  private final NearRows rows;
  private final Crowding crowding = new Crowding();
  private final Set<ProfileId> cut = new HashSet<>();
  private List<Candidate> strong = List.of();
  private Set<CustomerId> customers = Set.of();
  private boolean anyDecided;

  /**
   * Profiles that are leaving no longer belong to anybody. Customers that decisions lead to are
   * added to the set given, which the next look starts with.
   */
  Neighbourhood(
      Sql sql,
      ProfileSeal seal,
      Model model,
      Counted counted,
      WideValues wide,
      List<Waiting> waiting,
      Set<ProfileId> leaving,
      Set<CustomerId> decided) {
    this.sql = sql;
    this.model = model;
    this.counted = counted;
    this.wide = wide;
    this.waiting = waiting;
    this.leaving = leaving;
    this.decided = decided;
    this.rows = new NearRows(seal, waiting);
  }

  /** Looks around: candidates, which of them are strong, and the customers they lead to. */
  void look() throws SQLException {
    var holders = new HolderReader(sql, counted, wide, leaving);
    var found = new CandidateFinder(sql, counted, holders).find(waiting);
    cut.addAll(found.cut());
    crowding.note(waiting, found.crowded());
    rows.open(ProfileStore.load(sql, CandidateFinder.sides(found.pairs())));
    strong = strong(found.pairs(), scorer());
    customers = touched();
  }

  Set<CustomerId> customers() {
    return customers;
  }

  /**
   * Reads all profiles of the customers, once nobody else can change them. Answers false when
   * someone did since {@link #look}.
   */
  boolean readMembers() throws SQLException {
    var large = new HashSet<CustomerId>();
    var members = members(large);
    var now = new HashMap<ProfileId, StoredProfile>();
    members.forEach(member -> now.put(member.id(), member));
    // One that waits may have been erased meanwhile, and would leave an empty customer behind.
    var looked = new HashSet<>(CandidateFinder.sides(strong));
    waiting.forEach(one -> looked.add(one.id()));
    for (var id : looked) {
      var seen = rows.row(id);
      var customer = rows.customer(id);
      if (customer != null && !large.contains(customer) && !unchanged(seen, now.get(id))) {
        return false;
      }
    }
    leaveOut(large);
    rows.open(members);
    rows.refresh(members);
    keepOnlyTouched();
    return openDecidedPartners();
  }

  /** Only a customer that somebody is compared with is left out for its size. */
  private List<StoredProfile> members(Set<CustomerId> large) throws SQLException {
    var own = new HashSet<>(decided);
    waiting.forEach(one -> addCustomer(own, one.profile()));
    var others = customers.stream().filter(customer -> !own.contains(customer)).toList();
    var members = new ArrayList<>(ProfileStore.members(sql, own));
    members.addAll(ProfileStore.members(sql, others, MOST_MEMBERS, large));
    members.removeIf(member -> leaving.contains(member.id()));
    return members;
  }

  /**
   * Whoever is decided to be one person with someone here comes along, with their customer. Answers
   * false when that is one not locked yet.
   */
  private boolean openDecidedPartners() throws SQLException {
    var here = new HashSet<>(rows.ids());
    here.addAll(leaving);
    anyDecided = Decisions.any(sql, here);
    if (!anyDecided) {
      return customers.containsAll(decided);
    }
    var partners = ProfileStore.load(sql, Decisions.partners(sql, here));
    partners.forEach(partner -> addCustomer(decided, partner));
    rows.open(partners);
    return customers.containsAll(decided);
  }

  private boolean unchanged(@Nullable StoredProfile seen, @Nullable StoredProfile current) {
    return seen != null
        && current != null
        && seen.customer() != null
        && seen.customer().equals(current.customer())
        && (rows.isWaiting(seen.id()) || seen.revision() == current.revision());
  }

  private void leaveOut(Set<CustomerId> large) {
    if (large.isEmpty()) {
      return;
    }
    strong = strong.stream().filter(pair -> !reaches(pair, large)).toList();
    waiting.forEach(one -> cut.add(one.id()));
    customers = customers.stream().filter(c -> !large.contains(c)).collect(Collectors.toSet());
  }

  private boolean reaches(Candidate pair, Set<CustomerId> large) {
    return Stream.of(pair.a(), pair.b())
        .map(rows::customer)
        .anyMatch(customer -> customer != null && large.contains(customer));
  }

  Collection<StoredProfile> profiles() {
    return rows.all();
  }

  /** Identifiers that this look found too many customers to hold. */
  Collection<Generic> generic() {
    return crowding.values();
  }

  /** The model that weighs everything here. */
  Model model() {
    return model;
  }

  /** Waiting profiles for which not everything was weighed. */
  Set<ProfileId> cut() {
    return cut;
  }

  Resolution resolve(Set<String> duplicateFree) throws SQLException {
    var candidates = new ArrayList<>(strong);
    candidates.addAll(rows.withinCustomers());
    return new Resolver(scorer(), ProfileResolver.SETTINGS)
        .resolve(rows.toResolve(), candidates, constraints(duplicateFree));
  }

  private Constraints constraints(Set<String> duplicateFree) throws SQLException {
    return anyDecided
        ? Decisions.constraints(sql, rows.ids(), duplicateFree)
        : new Constraints(duplicateFree, Set.of(), Set.of());
  }

  private Scorer scorer() {
    return new Scorer(model, new StoredFrequencies(rows.features(), crowding.demoting(counted)));
  }

  private List<Candidate> strong(Set<Candidate> pairs, Scorer scorer) {
    Map<ProfileId, Prepared> prepared = new HashMap<>();
    for (var id : CandidateFinder.sides(pairs)) {
      var attributes = rows.value(id);
      if (attributes != null) {
        prepared.put(id, scorer.prepare(attributes));
      }
    }
    return pairs.stream()
        .filter(
            pair -> weight(scorer, prepared.get(pair.a()), prepared.get(pair.b())) > WORTH_A_LOOK)
        .toList();
  }

  private static double weight(Scorer scorer, @Nullable Prepared a, @Nullable Prepared b) {
    return a == null || b == null ? Double.NEGATIVE_INFINITY : scorer.weight(a, b);
  }

  /** The customers that strong pairs lead to, and those that waiting profiles already have. */
  private Set<CustomerId> touched() {
    var touched = new HashSet<>(decided);
    waiting.forEach(one -> addCustomer(touched, one.profile()));
    for (var pair : strong) {
      addCustomer(touched, rows.row(pair.a()));
      addCustomer(touched, rows.row(pair.b()));
    }
    return touched;
  }

  private static void addCustomer(Set<CustomerId> touched, @Nullable StoredProfile profile) {
    if (profile != null && profile.customer() != null) {
      touched.add(profile.customer());
    }
  }

  /** Candidates that proved too weak leave again, unless their customer is touched anyway. */
  private void keepOnlyTouched() {
    var kept = CandidateFinder.sides(strong);
    waiting.forEach(one -> kept.add(one.id()));
    rows.removeIf(profile ->
        !kept.contains(profile.id())
            && (profile.customer() == null || !customers.contains(profile.customer())));
  }
}
