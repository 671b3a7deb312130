package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Training;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts a model on profiles whose customers are known, as those of made-up people are: what a
 * {@link Trainer} does last, with the truth for its clusters. Learns no aliases. The same input
 * gives the same model, whatever its order.
 */
public final class KnownCustomers {

  private final Model start;
  private final long seed;

  /** A trainer that begins with the beliefs of {@code start}. */
  public KnownCustomers(Model start, long seed) {
    this.start = start;
    this.seed = seed;
  }

  /**
   * Trains a model.
   *
   * @param customers every profile exactly once
   * @param id the id that the new model gets
   * @throws IllegalArgumentException when some profile is in no customer, or the other way round
   */
  public Model train(
      Collection<Profile> profiles, Collection<List<ProfileId>> customers, String id) {
    var sorted = profiles.stream().sorted(Comparator.comparing(Profile::id)).toList();
    var evidence = new Evidence(sorted, start);
    var clusters = positions(sorted, customers);
    var pairs = evidence.pairs(start);
    return new SelfTraining(evidence, new Prior(start), seed)
        .model(id, clusters, pairs, List.of(), report(evidence, pairs, clusters));
  }

  private static Training report(Evidence evidence, Pairs pairs, int[][] clusters) {
    var candidates = pairs.candidates();
    var within = Arrays.stream(clusters).mapToLong(c -> (long) c.length * (c.length - 1)).sum();
    return new Training(
        evidence.size(),
        candidates.total(),
        evidence.sampleSize(),
        "known customers",
        List.of(),
        within / ((double) evidence.size() * (evidence.size() - 1)),
        Assembly.observed(candidates));
  }

  private static int[][] positions(List<Profile> sorted, Collection<List<ProfileId>> customers) {
    var position = HashMap.<ProfileId, Integer>newHashMap(sorted.size());
    for (var p = 0; p < sorted.size(); p++) {
      position.put(sorted.get(p).id(), p);
    }
    var positions =
        customers.stream()
            .map(members -> members.stream().mapToInt(id -> taken(position, id)).sorted().toArray())
            .sorted(Comparator.comparingInt(members -> members[0]))
            .toArray(int[][]::new);
    if (!position.isEmpty()) {
      throw new IllegalArgumentException("a profile belongs to no customer");
    }
    return positions;
  }

  private static int taken(Map<ProfileId, Integer> position, ProfileId id) {
    var taken = position.remove(id);
    if (taken == null) {
      throw new IllegalArgumentException("a customer holds an unknown profile, or one twice");
    }
    return taken;
  }
}
