package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.BlockingKey;
import dev.lethe.identitygraph.block.BlockingKeys;
import dev.lethe.identitygraph.cluster.Resolver.Candidate;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Customers in memory, of profiles that come, change and leave one at a time. What one arrival
 * touches is bounded: the customers that it may belong to are resolved again with it, and nothing
 * else. {@link #settle} resolves everything, so that the order in which profiles came no longer
 * matters. Values are weighed by a snapshot of frequencies that only settling replaces. Not
 * thread-safe.
 */
public final class LiveGraph {

  /** A pair this strong may change a customer once all its profiles are weighed together. */
  private static final double WORTH_A_LOOK = -1;

  /** A customer of more profiles is not weighed again by one that arrives. */
  private static final int MOST_MEMBERS = 200;

  private final Model model;
  private final Settings settings;
  private final Constraints constraints;
  private final Map<ProfileId, Known> known = new HashMap<>();
  private final Map<BlockingKey, Set<ProfileId>> blocks = new HashMap<>();
  private final Map<ProfileId, Set<ProfileId>> together = new HashMap<>();
  private GenericValues generic = GenericValues.NONE;
  private Scorer scorer;

  /** A profile that is here; the members of its customer are shared by all of them. */
  private static final class Known {
    final Profile profile;
    final Set<BlockingKey> keys;
    TreeSet<ProfileId> customer = new TreeSet<>();
    Prepared prepared;

    Known(Profile profile, Prepared prepared) {
      this.profile = profile;
      this.keys = BlockingKeys.of(profile.attributes());
      this.prepared = prepared;
    }
  }

  /** An empty graph. */
  public LiveGraph(Model model, Frequencies snapshot, Settings settings, Constraints constraints) {
    this.model = model;
    this.settings = settings;
    this.constraints = constraints;
    this.scorer = new Scorer(model, snapshot);
    for (var pair : constraints.together()) {
      together.computeIfAbsent(pair.a(), id -> new HashSet<>()).add(pair.b());
      together.computeIfAbsent(pair.b(), id -> new HashSet<>()).add(pair.a());
    }
  }

  /** Takes a new profile, or a known one with other values. */
  public void put(Profile profile) {
    remove(profile.id());
    var arrived = new Known(profile, scorer.prepare(profile.attributes()));
    arrived.customer.add(profile.id());
    known.put(profile.id(), arrived);
    var strong = strong(arrived);
    arrived.keys.forEach(
        key -> blocks.computeIfAbsent(key, k -> new HashSet<>()).add(profile.id()));
    if (!strong.isEmpty()) {
      resolve(arrived, strong);
    }
  }

  /** Lets a profile go; what is left of its customer is resolved again. Unknown ids do nothing. */
  public void remove(ProfileId id) {
    var gone = known.remove(id);
    if (gone == null) {
      return;
    }
    for (var key : gone.keys) {
      blocks.computeIfPresent(key, (k, holders) -> without(holders, id));
    }
    gone.customer.remove(id);
    if (gone.customer.size() > 1) {
      resolve(new TreeSet<>(gone.customer), pairs(gone.customer));
    }
  }

  /** Every profile's customer: members in ascending order, customers by their first. */
  public List<List<ProfileId>> customers() {
    var customers = new ArrayList<List<ProfileId>>();
    for (var one : known.values()) {
      if (one.customer.first().equals(one.profile.id())) {
        customers.add(List.copyOf(one.customer));
      }
    }
    customers.sort(Comparator.comparing(List::getFirst));
    return customers;
  }

  /**
   * Resolves everything by a new snapshot, as a batch would.
   *
   * @return how many customers have changed
   */
  public int settle(Frequencies fresh) {
    var before = new HashSet<>(customers());
    var outcome =
        new PopulationResolver(model, fresh, settings)
            .resolve(
                known.values().stream().map(one -> one.profile).toList(),
                constraints,
                GenericValues.NONE);
    generic = outcome.generic();
    scorer = new Scorer(model, generic.over(fresh));
    known.values().forEach(one -> one.prepared = scorer.prepare(one.profile.attributes()));
    outcome.resolution().clusters().forEach(this::assign);
    before.removeAll(new HashSet<>(outcome.resolution().clusters()));
    return before.size();
  }

  private List<Candidate> strong(Known arrived) {
    var found = new TreeSet<ProfileId>();
    for (var key : arrived.keys) {
      var holders = blocks.getOrDefault(key, Set.of());
      if (holders.size() < key.rule().cap() && !generic.mutes(key)) {
        found.addAll(holders);
      }
    }
    var decided = together.getOrDefault(arrived.profile.id(), Set.of());
    decided.stream().filter(known::containsKey).forEach(found::add);
    var strong = new ArrayList<Candidate>();
    for (var id : found) {
      if (decided.contains(id) || worthALook(arrived, get(id))) {
        strong.add(new Candidate(arrived.profile.id(), id));
      }
    }
    return strong;
  }

  private boolean worthALook(Known arrived, Known other) {
    return other.customer.size() <= MOST_MEMBERS
        && scorer.weight(arrived.prepared, other.prepared) > WORTH_A_LOOK;
  }

  private void resolve(Known arrived, List<Candidate> strong) {
    var touched = new TreeSet<>(Set.of(arrived.profile.id()));
    var candidates = new ArrayList<>(strong);
    for (var pair : strong) {
      var customer = get(pair.b()).customer;
      if (touched.addAll(customer)) {
        candidates.addAll(pairs(customer));
      }
    }
    resolve(touched, candidates);
  }

  private void resolve(Set<ProfileId> touched, List<Candidate> candidates) {
    new Resolver(scorer, settings)
        .resolve(touched.stream().map(id -> get(id).profile).toList(), candidates, constraints)
        .clusters()
        .forEach(this::assign);
  }

  private void assign(List<ProfileId> cluster) {
    var customer = new TreeSet<>(cluster);
    customer.forEach(id -> get(id).customer = customer);
  }

  private Known get(ProfileId id) {
    var one = known.get(id);
    if (one == null) {
      throw new IllegalStateException("a customer holds a profile that is gone");
    }
    return one;
  }

  private static List<Candidate> pairs(Set<ProfileId> customer) {
    var members = List.copyOf(customer);
    var pairs = new ArrayList<Candidate>();
    for (var i = 0; i < members.size(); i++) {
      for (var j = i + 1; j < members.size(); j++) {
        pairs.add(new Candidate(members.get(i), members.get(j)));
      }
    }
    return pairs;
  }

  private static @Nullable Set<ProfileId> without(Set<ProfileId> holders, ProfileId id) {
    holders.remove(id);
    return holders.isEmpty() ? null : holders;
  }
}
