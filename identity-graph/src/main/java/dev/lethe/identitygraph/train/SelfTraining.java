package dev.lethe.identitygraph.train;

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
    return weights;
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
