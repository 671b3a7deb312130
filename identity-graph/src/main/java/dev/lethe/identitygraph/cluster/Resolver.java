package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.BlockingKey;
import dev.lethe.identitygraph.block.CandidatePairs;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Resolves profiles into customers. The outcome depends on the set of profiles, the candidate
 * pairs, the model and the frequencies, never on the order in which profiles are given.
 * Thread-safe.
 */
public final class Resolver {

  private final Scorer scorer;
  private final Settings settings;

  public Resolver(Scorer scorer, Settings settings) {
    this.scorer = scorer;
    this.settings = settings;
  }

  /** Two profiles that are worth comparing. */
  public record Candidate(ProfileId a, ProfileId b) {}

  /** Resolves profiles by the pairs that their own blocking keys find. */
  public Resolution resolve(Collection<Profile> profiles, Constraints constraints) {
    return resolve(profiles, constraints, key -> false);
  }

  /** The same, but blocking keys that are muted find nobody. */
  Resolution resolve(
      Collection<Profile> profiles, Constraints constraints, Predicate<BlockingKey> muted) {
    var sorted = sorted(profiles);
    return resolve(sorted, prepared(sorted), CandidatePairs.of(sorted, muted), constraints);
  }

  /** Resolves profiles by the pairs given; both sides of each must be among the profiles. */
  public Resolution resolve(
      Collection<Profile> profiles, Collection<Candidate> candidates, Constraints constraints) {
    var sorted = sorted(profiles);
    var ids = sorted.stream().map(Profile::id).toList();
    var pairs = new CandidatePairs.Builder();
    for (var candidate : candidates) {
      pairs.add(position(ids, candidate.a()), position(ids, candidate.b()));
    }
    return resolve(sorted, prepared(sorted), pairs.build(), constraints);
  }

  private static int position(List<ProfileId> ids, ProfileId id) {
    var position = java.util.Collections.binarySearch(ids, id);
    if (position < 0) {
      throw new IllegalArgumentException("a candidate is not among the profiles");
    }
    return position;
  }

  private static List<Profile> sorted(Collection<Profile> profiles) {
    return profiles.stream().sorted(Comparator.comparing(Profile::id)).toList();
  }

  private Prepared[] prepared(List<Profile> profiles) {
    return profiles.stream()
        .map(profile -> scorer.prepare(profile.attributes()))
        .toArray(Prepared[]::new);
  }

  private Resolution resolve(
      List<Profile> profiles, Prepared[] prepared, CandidatePairs pairs, Constraints constraints) {
    var weights = new float[pairs.size()];
    var ratios = new PairRatios(scorer, prepared);
    remember(pairs, scored(prepared, pairs, weights), ratios);
    var agglomeration =
        new Agglomeration(
            profiles.size(),
            new Linkage(scorer, ratios, settings.sizePenalty()),
            barriers(profiles, constraints),
            settings.threshold());
    var links = new ArrayList<Link>();
    for (var k = 0; k < pairs.size(); k++) {
      if (weights[k] >= settings.edgeFloor()) {
        agglomeration.edge(pairs.first(k), pairs.second(k));
        links.add(
            new Link(
                profiles.get(pairs.first(k)).id(), profiles.get(pairs.second(k)).id(), weights[k]));
      }
    }
    join(agglomeration, profiles, constraints);
    return new Resolution(named(agglomeration.run(), profiles), links, List.of());
  }

  /**
   * What people decided comes first; pairs that lead outside of the profiles are no concern.
   *
   * @throws IllegalArgumentException when pairs that are one join a pair that is two
   */
  private static void join(
      Agglomeration agglomeration, List<Profile> profiles, Constraints constraints) {
    var ids = profiles.stream().map(Profile::id).toList();
    for (var pair : constraints.together()) {
      var a = java.util.Collections.binarySearch(ids, pair.a());
      var b = java.util.Collections.binarySearch(ids, pair.b());
      if (a >= 0 && b >= 0) {
        agglomeration.join(a, b);
      }
    }
    for (var pair : constraints.apart()) {
      var a = java.util.Collections.binarySearch(ids, pair.a());
      var b = java.util.Collections.binarySearch(ids, pair.b());
      if (a >= 0 && b >= 0 && agglomeration.joined(a, b)) {
        throw new IllegalArgumentException("two profiles cannot be one person and two");
      }
    }
  }

  /** Scores every pair; keeps the ratios of those that may matter, which few do. */
  private float[][] scored(Prepared[] prepared, CandidatePairs pairs, float[] weights) {
    var kept = new float[pairs.size()][];
    IntStream.range(0, pairs.size())
        .parallel()
        .forEach(k -> {
          var ratios = new float[PairRatios.WIDTH];
          scorer.weigh(prepared[pairs.first(k)], prepared[pairs.second(k)], ratios);
          weights[k] = (float) PairRatios.weight(scorer, ratios);
          if (weights[k] >= settings.edgeFloor()) {
            kept[k] = ratios;
          }
        });
    return kept;
  }

  private static void remember(CandidatePairs pairs, float[][] scored, PairRatios ratios) {
    for (var k = 0; k < scored.length; k++) {
      if (scored[k] != null) {
        ratios.remember(pairs.first(k), pairs.second(k), scored[k]);
      }
    }
  }

  private static Agglomeration.Barriers barriers(List<Profile> profiles, Constraints constraints) {
    var single =
        profiles.stream()
            .map(profile ->
                constraints.duplicateFreeSources().contains(profile.source())
                    ? profile.source()
                    : "")
            .toArray(String[]::new);
    return (a, b) -> shareSource(single, a, b) || keptApart(profiles, constraints, a, b);
  }

  private static boolean shareSource(String[] single, int[] a, int[] b) {
    var sources = new HashSet<String>();
    Arrays.stream(a)
        .mapToObj(i -> single[i])
        .filter(source -> !source.isEmpty())
        .forEach(sources::add);
    return !sources.isEmpty() && Arrays.stream(b).anyMatch(i -> sources.contains(single[i]));
  }

  private static boolean keptApart(
      List<Profile> profiles, Constraints constraints, int[] a, int[] b) {
    if (constraints.apart().isEmpty()) {
      return false;
    }
    return Arrays.stream(a)
        .anyMatch(i ->
            Arrays.stream(b)
                .anyMatch(j ->
                    constraints
                        .apart()
                        .contains(
                            new Constraints.Pair(profiles.get(i).id(), profiles.get(j).id()))));
  }

  private static List<List<ProfileId>> named(int[][] clusters, List<Profile> profiles) {
    return Arrays.stream(clusters)
        .map(cluster -> Arrays.stream(cluster).mapToObj(i -> profiles.get(i).id()).toList())
        .toList();
  }
}
