package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.Blocks;
import dev.lethe.identitygraph.block.CandidatePairs;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Resolves profiles into customers. The outcome depends on the set of profiles, the candidate
 * pairs, the model, the frequencies and the constraints, never on the order in which profiles are
 * given. Thread-safe.
 */
public final class Resolver {

  private static final int LARGE = 25;
  private final Scorer scorer;
  private final Settings settings;

  public Resolver(Scorer scorer, Settings settings) {
    this.scorer = scorer;
    this.settings = settings;
  }

  /** Two profiles that are worth comparing. */
  public record Candidate(ProfileId a, ProfileId b) {}

  /**
   * Resolves profiles by the pairs that their own blocking keys find.
   *
   * @throws IllegalArgumentException when the constraints contradict each other
   */
  public Resolution resolve(Collection<Profile> profiles, Constraints constraints) {
    var sorted = sorted(profiles);
    return named(clustering(sorted, constraints).of(Blocks.of(sorted)), sorted);
  }

  /** The same by position, with blocks computed before, over profiles in ascending order of ids. */
  public int[][] positions(List<Profile> sorted, Blocks blocks, Constraints constraints) {
    return clustering(sorted, constraints).of(blocks).members();
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
    return named(clustering(sorted, constraints).of(pairs.build()), sorted);
  }

  private static int position(List<ProfileId> ids, ProfileId id) {
    var position = Collections.binarySearch(ids, id);
    if (position < 0) {
      throw new IllegalArgumentException("a candidate is not among the profiles");
    }
    return position;
  }

  static List<Profile> sorted(Collection<Profile> profiles) {
    return profiles.parallelStream().sorted(Comparator.comparing(Profile::id)).toList();
  }

  private Clustering clustering(List<Profile> profiles, Constraints constraints) {
    var limits = new Limits(profiles, constraints);
    return new Clustering(scorer, settings, prepared(scorer, profiles), limits);
  }

  static Prepared[] prepared(Scorer scorer, List<Profile> profiles) {
    return profiles.parallelStream()
        .map(profile -> scorer.prepare(profile.attributes()))
        .toArray(Prepared[]::new);
  }

  static Resolution named(Clusters clusters, List<Profile> profiles) {
    var ids = profiles.stream().map(Profile::id).toList();
    var doubts = new ArrayList<Doubt>();
    for (var seam : clusters.doubts()) {
      doubts.add(
          new Doubt(seam.kind(), named(seam.left(), ids), named(seam.right(), ids), seam.link()));
    }
    for (var members : clusters.members()) {
      if (members.length > LARGE) {
        doubts.add(new Doubt(Doubt.Kind.LARGE, named(members, ids), List.of(), 0));
      }
    }
    return new Resolution(
        Arrays.stream(clusters.members()).map(cluster -> named(cluster, ids)).toList(),
        clusters.edges().links(ids),
        doubts);
  }

  private static List<ProfileId> named(int[] positions, List<ProfileId> ids) {
    return Arrays.stream(positions).mapToObj(ids::get).toList();
  }
}
