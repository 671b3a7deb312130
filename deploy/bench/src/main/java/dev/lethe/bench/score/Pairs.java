package dev.lethe.bench.score;

import java.util.HashMap;
import java.util.Map;

/**
 * Pairwise agreement of a clustering with the truth, over the records of one data set.
 *
 * @param together pairs that were put together
 * @param right those of them that are one person
 * @param wanted pairs that are one person
 */
public record Pairs(long together, long right, long wanted) {

  /**
   * Scores a clustering. A record that nobody put anywhere counts as alone.
   *
   * @param truth record to person
   * @param found record to cluster
   */
  public static Pairs of(Map<String, String> truth, Map<String, String> found) {
    Map<String, Long> persons = new HashMap<>();
    Map<String, Long> clusters = new HashMap<>();
    Map<String, Long> both = new HashMap<>();
    truth.forEach((record, person) -> {
      String cluster = found.getOrDefault(record, "alone " + record);
      persons.merge(person, 1L, Long::sum);
      clusters.merge(cluster, 1L, Long::sum);
      both.merge(person + "\u0000" + cluster, 1L, Long::sum);
    });
    return new Pairs(pairs(clusters), pairs(both), pairs(persons));
  }

  private static long pairs(Map<String, Long> sizes) {
    return sizes.values().stream().mapToLong(size -> size * (size - 1) / 2).sum();
  }

  /** Of the pairs put together, the share that is right; 1 where there are none. */
  public double precision() {
    return together == 0 ? 1 : (double) right / together;
  }

  /** Of the pairs that are one person, the share that was put together; 1 where there are none. */
  public double recall() {
    return wanted == 0 ? 1 : (double) right / wanted;
  }

  /** The harmonic mean of both. */
  public double f1() {
    double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }
}
