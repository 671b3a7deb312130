package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.identitygraph.cluster.Resolver;
import dev.lethe.identitygraph.cluster.Resolver.Candidate;
import dev.lethe.identitygraph.score.Feature;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Profiles that wait for a customer, the profiles they may belong to, and all other profiles of
 * those customers. Profiles whose key is destroyed or frozen are left where they are.
 */
final class Neighbourhood {
  /** A pair this strong may change a customer once all its profiles are weighed together. */
  private static final double WORTH_A_LOOK = -1;

  private static final Map<Short, Integer> CAPS =
      Arrays.stream(BlockingRule.values())
          .collect(Collectors.toMap(BlockingRule::id, BlockingRule::cap));

  private final Sql sql;
  private final ProfileSeal seal;
  private final Map<ProfileId, StoredProfile> stored = new TreeMap<>();
  private final Map<ProfileId, Attributes> opened = new HashMap<>();
  private final Map<Feature, ByteBuffer> features = new HashMap<>();
  private final List<StoredProfile> waiting;

  Neighbourhood(Sql sql, ProfileSeal seal, List<StoredProfile> waiting) throws SQLException {
    this.sql = sql;
    this.seal = seal;
    this.waiting = waiting;
    open(waiting);
  }

  Collection<StoredProfile> profiles() {
    return stored.values();
  }

  Resolution resolve(Set<String> duplicateFree) throws SQLException {
    var pairs = pairs();
    open(unknown(ProfileStore.load(sql, others(pairs))));
    var scorer = new Scorer(ProfileResolver.MODEL, StoredFrequencies.read(sql, features));
    var strong = strong(pairs, scorer);
    var before = new HashSet<>(stored.keySet());
    open(unknown(ProfileStore.members(sql, touched(strong))));
    keepOnly(strong);
    openDecidedPartners();
    var finalScorer =
        before.containsAll(stored.keySet())
            ? scorer
            : new Scorer(ProfileResolver.MODEL, StoredFrequencies.read(sql, features));
    var candidates = new ArrayList<>(strong);
    candidates.addAll(withinCustomers());
    return new Resolver(finalScorer, ProfileResolver.SETTINGS)
        .resolve(
            profilesToResolve(),
            candidates,
            Decisions.constraints(sql, stored.keySet(), duplicateFree));
  }

  /** Whoever is decided to be one person with someone here comes along, with their customer. */
  private void openDecidedPartners() throws SQLException {
    for (var partners = Decisions.partners(sql, stored.keySet());
        !partners.isEmpty();
        partners = Decisions.partners(sql, stored.keySet())) {
      var loaded = ProfileStore.load(sql, partners);
      var customers = new HashSet<CustomerId>();
      loaded.forEach(profile -> addCustomer(customers, profile));
      open(unknown(loaded));
      open(unknown(ProfileStore.members(sql, customers)));
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
      if (attributes.get(i).isPresent()) {
        var value = attributes.get(i).get();
        opened.put(profile.id(), value);
        features.putAll(FeatureList.read(profile.features()).of(value));
      }
    }
  }

  /** Every pair of a waiting profile and one that shares a not too common blocking value. */
  private Set<Candidate> pairs() throws SQLException {
    var askers = new LinkedHashMap<ByteBuffer, List<ProfileId>>();
    var caps = new HashMap<ByteBuffer, Integer>();
    sql.query(
        "select value, profile_id, rule from profile_block where profile_id = any(?)",
        row -> {
          var value = ByteBuffer.wrap(row.getBytes(1));
          caps.put(value, CAPS.getOrDefault(row.getShort(3), 0));
          return askers
              .computeIfAbsent(value, v -> new ArrayList<>())
              .add(new ProfileId(Sql.uuid(row, 2)));
        },
        sql.uuids(waiting.stream().map(p -> p.id().value()).toList()));
    return joined(List.copyOf(askers.values()), holders(askers.keySet(), caps), askers, caps);
  }

  private List<List<ProfileId>> holders(
      Collection<ByteBuffer> values, Map<ByteBuffer, Integer> caps) throws SQLException {
    var holders = new ArrayList<List<ProfileId>>();
    values.forEach(value -> holders.add(new ArrayList<>()));
    sql.query(
        "select k.n, b.profile_id from unnest(?::bytea[], ?::int8[]) with ordinality"
            + " as k(value, cap, n) cross join lateral (select profile_id from profile_block"
            + " where value = k.value limit k.cap + 1) b",
        row -> holders.get(row.getInt(1) - 1).add(new ProfileId(Sql.uuid(row, 2))),
        sql.bytes(values.stream().map(FeatureList::bytes).toList()),
        sql.longs(values.stream().map(v -> (long) caps.getOrDefault(v, 0)).toList()));
    return holders;
  }

  private static Set<Candidate> joined(
      List<List<ProfileId>> askers,
      List<List<ProfileId>> holders,
      Map<ByteBuffer, List<ProfileId>> byValue,
      Map<ByteBuffer, Integer> caps) {
    var pairs = new HashSet<Candidate>();
    var n = 0;
    for (var value : byValue.keySet()) {
      var held = holders.get(n);
      if (held.size() <= caps.getOrDefault(value, 0)) {
        askers.get(n).forEach(asker -> held.forEach(holder -> add(pairs, asker, holder)));
      }
      n++;
    }
    return pairs;
  }

  private static void add(Set<Candidate> pairs, ProfileId one, ProfileId other) {
    var order = one.compareTo(other);
    if (order != 0) {
      pairs.add(order < 0 ? new Candidate(one, other) : new Candidate(other, one));
    }
  }

  private static Set<ProfileId> others(Set<Candidate> pairs) {
    var ids = new HashSet<ProfileId>();
    pairs.forEach(pair -> {
      ids.add(pair.a());
      ids.add(pair.b());
    });
    return ids;
  }

  private List<Candidate> strong(Set<Candidate> pairs, Scorer scorer) {
    var ids = others(pairs).stream().filter(opened::containsKey).toList();
    Map<ProfileId, Prepared> prepared =
        ids.parallelStream()
            .collect(
                Collectors.toConcurrentMap(
                    id -> id, id -> scorer.prepare(opened.getOrDefault(id, Attributes.NONE))));
    return pairs.parallelStream()
        .filter(pair -> prepared.containsKey(pair.a()) && prepared.containsKey(pair.b()))
        .filter(
            pair -> weight(scorer, prepared.get(pair.a()), prepared.get(pair.b())) > WORTH_A_LOOK)
        .toList();
  }

  private static double weight(
      Scorer scorer,
      @org.jspecify.annotations.Nullable Prepared a,
      @org.jspecify.annotations.Nullable Prepared b) {
    return a == null || b == null ? Double.NEGATIVE_INFINITY : scorer.weight(a, b);
  }

  /** The customers that strong pairs lead to, and those that waiting profiles already have. */
  private Set<CustomerId> touched(Collection<Candidate> strong) {
    var customers = new HashSet<CustomerId>();
    waiting.forEach(profile -> addCustomer(customers, profile));
    for (var pair : strong) {
      addCustomer(customers, stored.get(pair.a()));
      addCustomer(customers, stored.get(pair.b()));
    }
    return customers;
  }

  private static void addCustomer(
      Set<CustomerId> customers, @org.jspecify.annotations.Nullable StoredProfile profile) {
    if (profile != null && profile.customer() != null) {
      customers.add(profile.customer());
    }
  }

  /** Candidates that proved too weak leave again, unless their customer is touched anyway. */
  private void keepOnly(List<Candidate> strong) {
    var customers = touched(strong);
    var kept = new HashSet<ProfileId>(others(new HashSet<>(strong)));
    waiting.forEach(profile -> kept.add(profile.id()));
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
      Collections.sort(ids);
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
    var waitingIds = waiting.stream().map(StoredProfile::id).collect(Collectors.toSet());
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
