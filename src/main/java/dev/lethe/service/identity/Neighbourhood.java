package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.block.IdentifierCap;
import dev.lethe.identitygraph.cluster.Constraints;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.identitygraph.cluster.Resolver;
import dev.lethe.identitygraph.cluster.Resolver.Candidate;
import dev.lethe.identitygraph.score.Feature;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import dev.lethe.service.identity.GenericStore.Generic;
import dev.lethe.service.identity.SettledCounts.Counted;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
  private final ProfileSeal seal;
  private final Model model;
  private final Counted counted;
  private final WideValues wide;
  private final List<Waiting> waiting;
  private final Set<ProfileId> leaving;
  private final Set<CustomerId> decided;
  private final Set<ProfileId> waitingIds = new HashSet<>();
  private final Map<ProfileId, StoredProfile> stored = new TreeMap<>();
  private final Map<ProfileId, Attributes> opened = new HashMap<>();
  private final Map<Feature, ByteBuffer> features = new HashMap<>();
  private final Map<Long, Generic> generic = new HashMap<>();
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
    this.seal = seal;
    this.model = model;
    this.counted = counted;
    this.wide = wide;
    this.waiting = waiting;
    this.leaving = leaving;
    this.decided = decided;
    for (var one : waiting) {
      waitingIds.add(one.id());
      stored.put(one.id(), one.profile());
      if (one.attributes() != null) {
        add(one.profile(), one.attributes());
      }
    }
  }

  private void add(StoredProfile profile, Attributes attributes) {
    opened.put(profile.id(), attributes);
    features.putAll(FeatureList.read(profile.features()).of(attributes));
  }

  /** Looks around: candidates, which of them are strong, and the customers they lead to. */
  void look() throws SQLException {
    var holders = new HolderReader(sql, counted, wide, leaving);
    var found = new CandidateFinder(sql, counted, holders).find(waiting);
    cut.addAll(found.cut());
    demote(found.crowded());
    open(unknown(ProfileStore.load(sql, CandidateFinder.sides(found.pairs()))));
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
    for (var id : CandidateFinder.sides(strong)) {
      var seen = stored.get(id);
      var customer = seen == null ? null : seen.customer();
      if (customer != null && !large.contains(customer) && !unchanged(seen, now.get(id))) {
        return false;
      }
    }
    leaveOut(large);
    open(unknown(members));
    members.forEach(member -> stored.computeIfPresent(member.id(), (id, s) -> kept(s, member)));
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
    var here = new HashSet<>(stored.keySet());
    here.addAll(leaving);
    anyDecided = Decisions.any(sql, here);
    if (!anyDecided) {
      return customers.containsAll(decided);
    }
    var partners = ProfileStore.load(sql, Decisions.partners(sql, here));
    partners.forEach(partner -> addCustomer(decided, partner));
    open(partners);
    return customers.containsAll(decided);
  }

  /** A waiting profile's own new content must not be replaced by what is stored of it. */
  private StoredProfile kept(StoredProfile known, StoredProfile member) {
    return waitingIds.contains(known.id()) ? known : member;
  }

  private boolean unchanged(@Nullable StoredProfile seen, @Nullable StoredProfile current) {
    return seen != null
        && current != null
        && seen.customer() != null
        && seen.customer().equals(current.customer())
        && (waitingIds.contains(seen.id()) || seen.revision() == current.revision());
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
    for (var id : List.of(pair.a(), pair.b())) {
      var profile = stored.get(id);
      if (profile != null && profile.customer() != null && large.contains(profile.customer())) {
        return true;
      }
    }
    return false;
  }

  Collection<StoredProfile> profiles() {
    return stored.values();
  }

  /** Identifiers that this look found too many customers to hold. */
  Collection<Generic> generic() {
    return generic.values();
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
    candidates.addAll(withinCustomers());
    return new Resolver(scorer(), ProfileResolver.SETTINGS)
        .resolve(profilesToResolve(), candidates, constraints(duplicateFree));
  }

  private Constraints constraints(Set<String> duplicateFree) throws SQLException {
    return anyDecided
        ? Decisions.constraints(sql, stored.keySet(), duplicateFree)
        : new Constraints(duplicateFree, Set.of(), Set.of());
  }

  private Scorer scorer() {
    return new Scorer(model, frequencies());
  }

  private Frequencies frequencies() {
    var demoted =
        generic.values().stream()
            .filter(value -> value.level() == GenericStore.NO_EVIDENCE)
            .map(value -> ByteBuffer.wrap(value.feature()))
            .collect(Collectors.toSet());
    return new StoredFrequencies(features, demoted.isEmpty() ? counted : counted.demoting(demoted));
  }

  private void demote(Map<Long, Integer> crowded) {
    if (crowded.isEmpty()) {
      return;
    }
    for (var one : waiting) {
      if (one.attributes() != null) {
        demote(one, crowded);
      }
    }
  }

  private void demote(Waiting one, Map<Long, Integer> crowded) {
    var byRule = new HashMap<BlockingRule, List<ByteBuffer>>();
    for (var entry : FeatureList.read(one.profile().features()).entries()) {
      IdentifierCap.rule(entry.frequencyKind())
          .ifPresent(
              rule -> byRule.computeIfAbsent(rule, r -> new ArrayList<>()).add(entry.value()));
    }
    var places = new HashMap<BlockingRule, Integer>();
    for (var block : one.blocks()) {
      var rule = BlockValue.rule(block);
      var prints = byRule.getOrDefault(rule, List.of());
      var place = places.merge(rule, 1, Integer::sum) - 1;
      var customersOf = crowded.get(block);
      if (customersOf != null && place < prints.size()) {
        var level =
            customersOf > IdentifierCap.of(rule).orElseThrow().evidence()
                ? GenericStore.NO_EVIDENCE
                : GenericStore.NO_CANDIDATES;
        generic.put(
            block,
            new Generic(block, FeatureList.bytes(prints.get(place)), level, customersOf, false));
      }
    }
  }

  private List<StoredProfile> unknown(List<StoredProfile> loaded) {
    return loaded.stream().filter(profile -> !stored.containsKey(profile.id())).toList();
  }

  private void open(List<StoredProfile> profiles) {
    var attributes =
        seal.openComparable(
            profiles.stream().map(StoredProfile::key).toList(),
            profiles.stream().map(StoredProfile::comparable).toList());
    for (int i = 0; i < profiles.size(); i++) {
      var profile = profiles.get(i);
      stored.put(profile.id(), profile);
      attributes.get(i).ifPresent(value -> add(profile, value));
    }
  }

  private List<Candidate> strong(Set<Candidate> pairs, Scorer scorer) {
    Map<ProfileId, Prepared> prepared = new HashMap<>();
    for (var id : CandidateFinder.sides(pairs)) {
      var attributes = opened.get(id);
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
      addCustomer(touched, stored.get(pair.a()));
      addCustomer(touched, stored.get(pair.b()));
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
    kept.addAll(waitingIds);
    stored
        .values()
        .removeIf(profile ->
            !kept.contains(profile.id())
                && (profile.customer() == null || !customers.contains(profile.customer())));
  }

  private List<Candidate> withinCustomers() {
    var members = new TreeMap<CustomerId, List<ProfileId>>();
    for (var profile : stored.values()) {
      if (profile.customer() != null && opened.containsKey(profile.id())) {
        members.computeIfAbsent(profile.customer(), c -> new ArrayList<>()).add(profile.id());
      }
    }
    var pairs = new ArrayList<Candidate>();
    for (var ids : members.values()) {
      for (int i = 0; i < ids.size(); i++) {
        for (int j = i + 1; j < ids.size(); j++) {
          pairs.add(new Candidate(ids.get(i), ids.get(j)));
        }
      }
    }
    return pairs;
  }

  /** A waiting profile that cannot be opened still needs a customer: it stands alone. */
  private List<Profile> profilesToResolve() {
    return stored.values().stream()
        .filter(profile ->
            opened.containsKey(profile.id())
                || (waitingIds.contains(profile.id()) && profile.customer() == null))
        .map(profile ->
            new Profile(
                profile.id(), profile.source(), opened.getOrDefault(profile.id(), Attributes.NONE)))
        .toList();
  }
}
