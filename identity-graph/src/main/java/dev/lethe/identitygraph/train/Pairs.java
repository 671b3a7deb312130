package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.Cores;
import dev.lethe.identitygraph.block.Blocks;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what many pairs show, on all cores. Candidates are compared once, and so is a sample; what
 * they showed is kept as a number each. Work is cut into chunks that do not depend on the number of
 * cores, and their sums are added in order, so the outcome is the same to the last bit. Not
 * thread-safe.
 */
final class Pairs {

  private static final int CHUNK = 1 << 10;
  private final Scorer scorer;
  private final Prepared[] profiles;
  private final Blocks blocks;
  private final long[][] candidates;
  private final Map<Long, long[][]> samples = new HashMap<>();

  /** Compares all pairs that share a block. */
  Pairs(Scorer scorer, Prepared[] profiles, Blocks blocks) {
    this.scorer = scorer;
    this.profiles = profiles;
    this.blocks = blocks;
    this.candidates = compared(blocks);
  }

  /** Takes one pair and what it shows. */
  private interface Taker {
    void take(int a, int b, long pattern);
  }

  private static int chunks(int size) {
    return (size + CHUNK - 1) / CHUNK;
  }

  private long[][] compared(Blocks blocks) {
    return Cores.chunks(
            blocks.chunks(),
            chunk -> {
              var seen = new Patterns();
              var findings = scorer.findings();
              blocks.each(
                  chunk,
                  (a, b) -> {
                    scorer.compare(profiles[a], profiles[b], findings);
                    seen.add(Pattern.of(findings));
                  });
              return seen.all();
            })
        .toArray(long[][]::new);
  }

  private long[] compared(Draw drawn, int chunk) {
    var patterns = new long[Draw.CHUNK];
    var findings = scorer.findings();
    drawn.each(
        chunk,
        (k, a, b) -> {
          scorer.compare(profiles[a], profiles[b], findings);
          patterns[k] = Pattern.of(findings);
        });
    return patterns;
  }

  private static PatternCounts.Table table(List<PatternCounts> chunks) {
    var all = new PatternCounts();
    chunks.forEach(all::addAll);
    return all.table();
  }

  private static PatternCounts.Table table(long[][] seen) {
    return table(
        Cores.chunks(
            seen.length,
            chunk -> {
              var counts = new PatternCounts();
              Arrays.stream(seen[chunk]).forEach(pattern -> counts.add(pattern, 1));
              return counts;
            }));
  }

  /** The patterns of pairs that share a block. */
  PatternCounts.Table candidates() {
    return table(candidates);
  }

  /** The patterns of those of them that share one of other blocks. */
  PatternCounts.Table candidates(Blocks fewer) {
    return table(compared(fewer));
  }

  /** The patterns of pairs that share a block but no cluster. */
  PatternCounts.Table candidatesAcross(int[] cluster) {
    return table(
        Cores.chunks(
            blocks.chunks(),
            chunk -> {
              var counts = new PatternCounts();
              each(
                  chunk,
                  (a, b, pattern) -> {
                    if (cluster[a] != cluster[b]) {
                      counts.add(pattern, 1);
                    }
                  });
              return counts;
            }));
  }

  private void each(int chunk, Taker taker) {
    var at = new int[1];
    blocks.each(chunk, (a, b) -> taker.take(a, b, candidates[chunk][at[0]++]));
  }

  /** Says which pairs of positions count. */
  @FunctionalInterface
  interface Choice {
    boolean takes(int a, int b);
  }

  /** The patterns of pairs drawn at random. */
  PatternCounts.Table sample(int size, long seed, Choice choice) {
    var drawn = new Draw(profiles.length, size, seed);
    var seen =
        samples.computeIfAbsent(
            seed,
            key ->
                Cores.chunks(drawn.chunks(), chunk -> compared(drawn, chunk))
                    .toArray(long[][]::new));
    return table(
        Cores.chunks(
            drawn.chunks(),
            chunk -> {
              var counts = new PatternCounts();
              drawn.each(
                  chunk,
                  (k, a, b) -> {
                    if (choice.takes(a, b)) {
                      counts.add(seen[chunk][k], 1);
                    }
                  });
              return counts;
            }));
  }

  /** The patterns of all pairs within clusters. */
  PatternCounts.Table within(int[][] clusters) {
    return table(
        Cores.chunks(
            chunks(clusters.length),
            chunk -> {
              var counts = new PatternCounts();
              inside(clusters, chunk, (a, b, pattern) -> counts.add(pattern, 1));
              return counts;
            }));
  }

  private void inside(int[][] clusters, int chunk, Taker taker) {
    var findings = scorer.findings();
    for (var c = chunk * CHUNK; c < Math.min(clusters.length, (chunk + 1) * CHUNK); c++) {
      for (var i = 0; i < clusters[c].length; i++) {
        for (var j = i + 1; j < clusters[c].length; j++) {
          scorer.compare(profiles[clusters[c][i]], profiles[clusters[c][j]], findings);
          taker.take(clusters[c][i], clusters[c][j], Pattern.of(findings));
        }
      }
    }
  }

  /** Household levels of all pairs within clusters. */
  HouseholdCounts householdWithin(int[][] clusters) {
    return HouseholdCounts.sum(
        Cores.chunks(
            chunks(clusters.length),
            chunk -> {
              var counts = new HouseholdCounts();
              inside(clusters, chunk, (a, b, pattern) -> counts.add(pattern, 1));
              return counts;
            }));
  }

  /**
   * Household levels of candidate pairs across clusters that show a level of a field, each weighed
   * by how little it looks like one person.
   */
  HouseholdCounts housematesAcross(int[][] clusters, int field, int level, Weights weights) {
    var cluster = SelfTraining.clusterOf(clusters, profiles.length);
    var odds = new MatchOdds(weights);
    return HouseholdCounts.sum(
        Cores.chunks(
            blocks.chunks(),
            chunk -> {
              var counts = new HouseholdCounts();
              each(
                  chunk,
                  (a, b, pattern) -> {
                    if (cluster[a] != cluster[b]
                        && Pattern.householdLevel(pattern, field) == level) {
                      counts.add(pattern, 1 - odds.match(pattern));
                    }
                  });
              return counts;
            }));
  }
}
