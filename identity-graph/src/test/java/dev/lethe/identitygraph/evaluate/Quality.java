package dev.lethe.identitygraph.evaluate;

import dev.lethe.identitygraph.ProfileId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pairwise quality of a partition, and how many clusters hold more than one person. */
record Quality(double precision, double recall, double f1, int clusters, int mixed, int largest) {

  static Quality of(List<List<ProfileId>> clusters, Map<ProfileId, String> truth) {
    long found = 0;
    long right = 0;
    var mixed = 0;
    var largest = 0;
    for (var cluster : clusters) {
      var people = new HashMap<String, Long>();
      cluster.forEach(id -> people.merge(truth.getOrDefault(id, ""), 1L, Long::sum));
      found += pairs(cluster.size());
      right += people.values().stream().mapToLong(Quality::pairs).sum();
      mixed += people.size() > 1 ? 1 : 0;
      largest = Math.max(largest, cluster.size());
    }
    var sizes = new HashMap<String, Long>();
    truth.values().forEach(person -> sizes.merge(person, 1L, Long::sum));
    var real = sizes.values().stream().mapToLong(Quality::pairs).sum();
    var precision = found == 0 ? 1 : (double) right / found;
    var recall = (double) right / real;
    return new Quality(
        precision,
        recall,
        2 * precision * recall / (precision + recall),
        clusters.size(),
        mixed,
        largest);
  }

  private static long pairs(long n) {
    return n * (n - 1) / 2;
  }
}
