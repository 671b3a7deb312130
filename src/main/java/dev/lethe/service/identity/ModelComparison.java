package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Resolver.Candidate;
import dev.lethe.identitygraph.score.Feature;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.ModelViews.ComparisonView;
import dev.lethe.service.identity.ModelViews.Decisions;
import dev.lethe.service.identity.ModelViews.LevelView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sets two models side by side: their weights, and what they decide on stored pairs. */
@ApplicationScoped
class ModelComparison {
  private static final int PROFILES = 1_000;
  private static final int HOLDERS = 10;
  private static final int PAIRS = 20_000;

  private final IdentityDatabase database;
  private final ProfileStore profiles;
  private final ProfileSeal seal;

  ModelComparison(IdentityDatabase database, ProfileStore profiles, ProfileSeal seal) {
    this.database = database;
    this.profiles = profiles;
    this.seal = seal;
  }

  /** Compares on a sample that the seed and the stored profiles decide. */
  @Transactional
  ComparisonView compare(Model left, Model right, long seed) {
    return new ComparisonView(
        left.id(),
        right.id(),
        left.expectedMatches(),
        right.expectedMatches(),
        left.aliases().size(),
        right.aliases().size(),
        levels(left, right),
        decisions(left, right, seed));
  }

  private static List<LevelView> levels(Model left, Model right) {
    var both = new LinkedHashMap<List<String>, @Nullable Double[]>();
    put(both, left, 0);
    put(both, right, 1);
    var levels = new ArrayList<LevelView>();
    both.forEach(
        (name, bits) -> levels.add(new LevelView(name.get(0), name.get(1), bits[0], bits[1])));
    return levels;
  }

  private static void put(Map<List<String>, @Nullable Double[]> both, Model model, int side) {
    for (var field : model.fields()) {
      for (var level : field.levels()) {
        both.computeIfAbsent(List.of(field.field(), level.name()), n -> new Double[2])[side] =
            CustomerShow.rounded(level.weight());
      }
    }
  }

  private Decisions decisions(Model left, Model right, long seed) {
    var pairs = pairs(seed);
    var opened = new HashMap<ProfileId, Attributes>();
    var features = new HashMap<Feature, ByteBuffer>();
    open(pairs, opened, features);
    var frequencies = profiles.frequencies(features);
    var one = new Scorer(left, frequencies);
    var other = new Scorer(right, frequencies);
    var threshold = ProfileResolver.SETTINGS.threshold();
    var weighed = 0;
    var leftOnly = 0;
    var rightOnly = 0;
    for (var pair : pairs) {
      var a = opened.get(pair.a());
      var b = opened.get(pair.b());
      if (a != null && b != null) {
        var byLeft = one.weight(one.prepare(a), one.prepare(b)) > threshold;
        var byRight = other.weight(other.prepare(a), other.prepare(b)) > threshold;
        weighed++;
        leftOnly += byLeft && !byRight ? 1 : 0;
        rightOnly += byRight && !byLeft ? 1 : 0;
      }
    }
    var share = weighed == 0 ? 0 : (double) (leftOnly + rightOnly) / weighed;
    return new Decisions(seed, weighed, leftOnly, rightOnly, share, threshold);
  }

  private void open(
      Set<Candidate> pairs, Map<ProfileId, Attributes> opened, Map<Feature, ByteBuffer> features) {
    var ids = new TreeSet<ProfileId>();
    pairs.forEach(pair -> ids.addAll(List.of(pair.a(), pair.b())));
    var stored = profiles.load(ids);
    var attributes =
        seal.openComparable(
            stored.stream().map(StoredProfile::key).toList(),
            stored.stream().map(StoredProfile::comparable).toList());
    for (int i = 0; i < stored.size(); i++) {
      var profile = stored.get(i);
      attributes
          .get(i)
          .ifPresent(value -> {
            opened.put(profile.id(), value);
            features.putAll(FeatureList.read(profile.features()).of(value));
          });
    }
  }

  /** Pairs that share a blocking value, one side a profile of the sample. */
  private Set<Candidate> pairs(long seed) {
    return database.with(sql -> {
      var from = ProfileId.next(new SplittableRandom(seed));
      var sample = new ArrayList<ProfileId>();
      for (var order : List.of("id >= ?", "id < ?")) {
        sample.addAll(
            sql.query(
                "select id from profile where " + order + " order by id limit ?",
                row -> new ProfileId(Sql.uuid(row, 1)),
                from.value(),
                PROFILES - sample.size()));
      }
      var askers = new ArrayList<ProfileId>();
      var values = new ArrayList<Long>();
      ProfileStore.blocks(sql, sample)
          .forEach((id, blocks) -> {
            askers.addAll(Collections.nCopies(blocks.size(), id));
            values.addAll(blocks);
          });
      var pairs = new TreeMap<String, Candidate>();
      sql.query(
          "select k.asker, b.profile_id from unnest(?::uuid[], ?::int8[]) as k(asker, value)"
              + " cross join lateral (select profile_id from profile_block where value = k.value"
              + " and profile_id <> k.asker order by profile_id limit ?) b"
              + " order by 1, 2 limit ?",
          row -> {
            var a = new ProfileId(Sql.uuid(row, 1));
            var b = new ProfileId(Sql.uuid(row, 2));
            var pair = a.compareTo(b) < 0 ? new Candidate(a, b) : new Candidate(b, a);
            return pairs.put(pair.toString(), pair);
          },
          sql.uuids(askers.stream().map(ProfileId::value).toList()),
          sql.longs(values),
          HOLDERS,
          PAIRS);
      return Set.copyOf(pairs.values());
    });
  }
}
