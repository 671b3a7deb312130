package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Training;
import java.util.List;

/**
 * Weights counted on clusters: {@code m} on all pairs within them, also those that no blocking key
 * found, {@code u} on random pairs across them.
 */
final class SelfTraining {

  private final Evidence evidence;
  private final Prior prior;
  private final long seed;

  SelfTraining(Evidence evidence, Prior prior, long seed) {
    this.evidence = evidence;
    this.prior = prior;
    this.seed = seed;
  }

  Weights on(int[][] clusters, Pairs pairs, PatternCounts.Table candidates) {
    var cluster = clusterOf(clusters, evidence.size());
    var within = pairs.within(clusters);
    var across = pairs.sample(evidence.sampleSize(), seed, (a, b) -> cluster[a] != cluster[b]);
    var weights = prior.start();
    prior.strangers(across.sums(), weights);
    prior.matches(within.sums(), Weights.everyField(), weights);
    prior.shares(candidates, evidence.size(), weights);
    var housemates = weights.housemates;
    prior.shares(within.total(), 0, evidence.size(), weights);
    weights.housemates = housemates;
    prior.sharedIdentifiers(pairs.candidatesAcross(cluster), across, evidence.size(), weights);
    prior.unseen(within.sums(), across.sums(), weights);
    return weights;
  }

  /** The model that clusters teach, with what housemates look like and these aliases. */
  Model model(
      String id, int[][] clusters, Pairs pairs, List<Model.Alias> aliases, Training report) {
    var candidates = pairs.candidates();
    var first = on(clusters, pairs, candidates);
    var household = Housemates.on(clusters, pairs, evidence, first);
    var weights = first.against(household);
    prior.housemates(candidates, evidence.size(), weights);
    return Assembly.model(id, weights, household, aliases, evidence, report);
  }

  static int[] clusterOf(int[][] clusters, int profiles) {
    var cluster = new int[profiles];
    for (var c = 0; c < clusters.length; c++) {
      for (var position : clusters[c]) {
        cluster[position] = c;
      }
    }
    return cluster;
  }
}
