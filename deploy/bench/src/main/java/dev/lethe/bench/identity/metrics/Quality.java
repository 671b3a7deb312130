package dev.lethe.bench.identity.metrics;

import dev.lethe.identitygraph.ProfileId;
import java.util.Collection;
import java.util.Map;

/**
 * How well a partition meets the truth.
 *
 * @param precision of the pairs put together, the share that is one person; 1 where there are none
 * @param recall of the pairs that are one person, the share put together; 1 where there are none
 * @param b3Precision mean over profiles of the share of its cluster that is its person (B-cubed)
 * @param b3Recall mean over profiles of the share of its person that is in its cluster
 * @param exactClusters share of people whose profiles are exactly one customer
 * @param overMergedShare share of customers that hold more than one person
 * @param customers how many customers were found
 * @param largest profiles of the largest customer
 */
public record Quality(
    double precision,
    double recall,
    double b3Precision,
    double b3Recall,
    double exactClusters,
    double overMergedShare,
    int customers,
    int largest) {

  /** Sums over the clusters of a partition. */
  private static final class Tally {
    private final Map<String, Long> people;
    private long found;
    private long right;
    private long mixed;
    private long exact;
    private long profiles;
    private int largest;
    private double precisions;
    private double recalls;

    Tally(Map<String, Long> people) {
      this.people = people;
    }

    void add(Map<String, Long> cluster, int size) {
      found += Counts.pairs(size);
      right += Counts.pairs(cluster);
      mixed += cluster.size() > 1 ? 1 : 0;
      profiles += size;
      largest = Math.max(largest, size);
      cluster.forEach((person, own) -> {
        var all = people.getOrDefault(person, 0L);
        precisions += (double) own * own / size;
        recalls += (double) own * own / all;
        exact += own == size && own == all.longValue() ? 1 : 0;
      });
    }
  }

  /**
   * Measures a partition.
   *
   * @throws IllegalArgumentException when it holds profiles that the truth does not know
   */
  public static Quality of(Collection<? extends Collection<ProfileId>> clusters, Truth truth) {
    var people = truth.sizes();
    var tally = new Tally(people);
    for (var cluster : clusters) {
      tally.add(Counts.of(cluster.stream().map(truth::person).toList()), cluster.size());
    }
    var wanted = Counts.pairs(people);
    return new Quality(
        share(tally.right, tally.found),
        share(tally.right, wanted),
        tally.precisions / tally.profiles,
        tally.recalls / tally.profiles,
        share(tally.exact, people.size()),
        clusters.isEmpty() ? 0 : (double) tally.mixed / clusters.size(),
        clusters.size(),
        tally.largest);
  }

  /** The harmonic mean of precision and recall. */
  public double f1() {
    return harmonic(precision, recall);
  }

  /** The harmonic mean of B-cubed precision and recall. */
  public double b3F1() {
    return harmonic(b3Precision, b3Recall);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  private static double harmonic(double a, double b) {
    return a + b == 0 ? 0 : 2 * a * b / (a + b);
  }
}
