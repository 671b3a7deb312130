package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.identitygraph.cluster.Settings;
import dev.lethe.identitygraph.score.Feature;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Profiles with their values opened, and a scorer that knows how common those are.
 *
 * @param values by profile; missing where the key is destroyed or frozen
 */
record OpenedProfiles(
    List<StoredProfile> profiles, Map<ProfileId, Attributes> values, Scorer scorer) {

  static OpenedProfiles of(List<StoredProfile> profiles, ProfileSeal seal, ProfileStore store) {
    var opened =
        seal.openComparable(
            profiles.stream().map(StoredProfile::key).toList(),
            profiles.stream().map(StoredProfile::comparable).toList());
    var values = new TreeMap<ProfileId, Attributes>();
    var features = new HashMap<Feature, ByteBuffer>();
    for (int i = 0; i < profiles.size(); i++) {
      if (opened.get(i).isPresent()) {
        var attributes = opened.get(i).get();
        values.put(profiles.get(i).id(), attributes);
        features.putAll(FeatureList.read(profiles.get(i).features()).of(attributes));
      }
    }
    return new OpenedProfiles(profiles, values, store.scorer(features));
  }

  Attributes value(ProfileId profile) {
    return values.getOrDefault(profile, Attributes.NONE);
  }

  /** Those of the profiles that can be read. */
  List<ProfileId> readable(Collection<ProfileId> wanted) {
    return wanted.stream().filter(values::containsKey).toList();
  }

  /** The link of every readable one of some profiles with every one of others. */
  List<Link> links(Collection<ProfileId> left, Collection<ProfileId> right) {
    return links(left, right, 0);
  }

  private List<Link> links(
      Collection<ProfileId> left, Collection<ProfileId> right, double householdCaution) {
    var prepared = new HashMap<ProfileId, Prepared>();
    values.forEach((id, attributes) -> prepared.put(id, scorer.prepare(attributes)));
    var links = new ArrayList<Link>();
    for (var a : readable(left)) {
      for (var b : readable(right)) {
        var one = prepared.get(a);
        var other = prepared.get(b);
        if (one != null && other != null && a.compareTo(b) < 0) {
          links.add(new Link(a, b, scorer.weight(one, other, householdCaution)));
        } else if (one != null && other != null && a.compareTo(b) > 0) {
          links.add(new Link(b, a, scorer.weight(other, one, householdCaution)));
        }
      }
    }
    return links;
  }

  /**
   * The link of every pair of readable profiles, once, as carefully as erasure takes it: what two
   * members of one household might share proves less.
   */
  List<Link> linksForErasure() {
    var all = values.keySet();
    return links(all, all, Settings.ERASE.householdCaution()).stream().distinct().toList();
  }
}
