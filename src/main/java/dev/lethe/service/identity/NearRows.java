package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Resolver.Candidate;
import dev.lethe.identitygraph.score.Feature;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The profiles of a neighbourhood, by id, with the values of those that could be opened. */
final class NearRows {
  private final ProfileSeal seal;
  private final Set<ProfileId> waiting = new HashSet<>();
  private final Map<ProfileId, StoredProfile> rows = new TreeMap<>();
  private final Map<ProfileId, Attributes> values = new HashMap<>();
  private final Map<Feature, ByteBuffer> features = new HashMap<>();

  NearRows(ProfileSeal seal, List<Waiting> arriving) {
    this.seal = seal;
    for (var one : arriving) {
      waiting.add(one.id());
      rows.put(one.id(), one.profile());
      if (one.attributes() != null) {
        add(one.profile(), one.attributes());
      }
    }
  }

  private void add(StoredProfile profile, Attributes attributes) {
    values.put(profile.id(), attributes);
    features.putAll(FeatureList.read(profile.features()).of(attributes));
  }

  /** Adds those that are not here yet, opened where their keys allow it. */
  void open(List<StoredProfile> loaded) {
    var fresh = loaded.stream().filter(profile -> !rows.containsKey(profile.id())).toList();
    var opened =
        seal.openComparable(
            fresh.stream().map(StoredProfile::key).toList(),
            fresh.stream().map(StoredProfile::comparable).toList());
    for (int i = 0; i < fresh.size(); i++) {
      var profile = fresh.get(i);
      rows.put(profile.id(), profile);
      opened.get(i).ifPresent(value -> add(profile, value));
    }
  }

  /** Takes newer rows; a waiting profile's new content is not replaced by what is stored of it. */
  void refresh(List<StoredProfile> newer) {
    newer.forEach(
        row -> rows.computeIfPresent(row.id(), (id, known) -> waiting.contains(id) ? known : row));
  }

  void removeIf(Predicate<StoredProfile> gone) {
    rows.values().removeIf(gone);
  }

  @Nullable StoredProfile row(ProfileId id) {
    return rows.get(id);
  }

  @Nullable Attributes value(ProfileId id) {
    return values.get(id);
  }

  @Nullable CustomerId customer(ProfileId id) {
    var profile = rows.get(id);
    return profile == null ? null : profile.customer();
  }

  boolean isWaiting(ProfileId id) {
    return waiting.contains(id);
  }

  Set<ProfileId> ids() {
    return rows.keySet();
  }

  Collection<StoredProfile> all() {
    return rows.values();
  }

  /** Fingerprints by value, of everybody opened. */
  Map<Feature, ByteBuffer> features() {
    return features;
  }

  /** Every two of one customer that could be opened. */
  List<Candidate> withinCustomers() {
    var members = new TreeMap<CustomerId, List<ProfileId>>();
    for (var profile : rows.values()) {
      if (profile.customer() != null && values.containsKey(profile.id())) {
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
  List<Profile> toResolve() {
    return rows.values().stream()
        .filter(profile ->
            values.containsKey(profile.id())
                || (isWaiting(profile.id()) && profile.customer() == null))
        .map(profile ->
            new Profile(
                profile.id(), profile.source(), values.getOrDefault(profile.id(), Attributes.NONE)))
        .toList();
  }
}
