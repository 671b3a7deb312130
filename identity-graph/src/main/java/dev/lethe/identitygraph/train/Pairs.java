package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.block.Blocks;
import dev.lethe.identitygraph.score.Findings;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Counts what many pairs show, on all cores. Work is cut into chunks that do not depend on the
 * number of cores, and their sums are added in order, so the outcome is the same to the last bit.
 */
final class Pairs {

  private static final int CHUNK = 1 << 10;
  private final Scorer scorer;
  private final Prepared[] profiles;

  Pairs(Scorer scorer, Prepared[] profiles) {
    this.scorer = scorer;
    this.profiles = profiles;
  }

  /** Takes the findings of one pair. */
  private interface Taker {
    void take(int a, int b, Findings findings);
  }

  /** Makes one chunk's sum. */
  private interface Chunk<T> {
    T sum(int from, int to);
  }

  private static <T> List<T> chunked(int size, Chunk<T> chunk) {
    return IntStream.range(0, (size + CHUNK - 1) / CHUNK)
        .parallel()
        .mapToObj(k -> chunk.sum(k * CHUNK, Math.min(size, (k + 1) * CHUNK)))
        .toList();
  }

  private static PatternCounts.Table table(List<PatternCounts> chunks) {
    var all = new PatternCounts();
    chunks.forEach(all::addAll);
    return all.table();
  }

  /** The patterns of pairs that share a block. */
  PatternCounts.Table candidates(Blocks blocks) {
    var cursors = ThreadLocal.withInitial(blocks::cursor);
    return table(
        chunked(
            profiles.length,
            (from, to) -> {
              var counts = new PatternCounts();
              each(cursors.get(), from, to, (a, b, seen) -> counts.add(Pattern.of(seen), 1));
              return counts;
            }));
  }

  /** The patterns of pairs that share a block but no cluster. */
  PatternCounts.Table candidatesAcross(int[] cluster, Blocks blocks) {
    var cursors = ThreadLocal.withInitial(blocks::cursor);
    return table(
        chunked(
            profiles.length,
            (from, to) -> {
              var counts = new PatternCounts();
              each(
                  cursors.get(),
                  from,
                  to,
                  (a, b, seen) -> {
                    if (cluster[a] != cluster[b]) {
                      counts.add(Pattern.of(seen), 1);
                    }
                  });
              return counts;
            }));
  }

  private void each(Blocks.Cursor cursor, int from, int to, Taker taker) {
    var findings = scorer.findings();
    for (var a = from; a < to; a++) {
      var found = cursor.find(a);
      for (var k = 0; k < found; k++) {
        scorer.compare(profiles[a], profiles[cursor.get(k)], findings);
        taker.take(a, cursor.get(k), findings);
      }
    }
  }

  /** Says which pairs of positions count. */
  @FunctionalInterface
  interface Choice {
    boolean takes(int a, int b);
  }

  /** The patterns of pairs drawn at random; each chunk has a generator of its own. */
  PatternCounts.Table sample(int size, long seed, Choice choice) {
    return table(
        chunked(
            size,
            (from, to) -> {
              var counts = new PatternCounts();
              var random = new SplittableRandom(seed + from);
              var findings = scorer.findings();
              for (var k = from; k < to; k++) {
                var a = random.nextInt(profiles.length);
                var b = random.nextInt(profiles.length);
                if (a != b && choice.takes(a, b)) {
                  scorer.compare(profiles[Math.min(a, b)], profiles[Math.max(a, b)], findings);
                  counts.add(Pattern.of(findings), 1);
                }
              }
              return counts;
            }));
  }

  /** The patterns of all pairs within clusters. */
  PatternCounts.Table within(int[][] clusters) {
    return table(
        chunked(
            clusters.length,
            (from, to) -> {
              var counts = new PatternCounts();
              inside(clusters, from, to, (a, b, seen) -> counts.add(Pattern.of(seen), 1));
              return counts;
            }));
  }

  private void inside(int[][] clusters, int from, int to, Taker taker) {
    var findings = scorer.findings();
    for (var c = from; c < to; c++) {
      for (var i = 0; i < clusters[c].length; i++) {
        for (var j = i + 1; j < clusters[c].length; j++) {
          scorer.compare(profiles[clusters[c][i]], profiles[clusters[c][j]], findings);
          taker.take(clusters[c][i], clusters[c][j], findings);
        }
      }
    }
  }

  /** Household levels of all pairs within clusters. */
  HouseholdCounts householdWithin(int[][] clusters) {
    return HouseholdCounts.sum(
        chunked(
            clusters.length,
            (from, to) -> {
              var counts = new HouseholdCounts();
              inside(clusters, from, to, (a, b, seen) -> counts.add(seen, 1));
              return counts;
            }));
  }

  /**
   * Household levels of candidate pairs across clusters that show a level of a field, each weighed
   * by how little it looks like one person.
   */
  HouseholdCounts housematesAcross(
      int[][] clusters, Blocks blocks, int field, int level, Weights weights) {
    var cluster = SelfTraining.clusterOf(clusters, profiles.length);
    var odds = new MatchOdds(weights);
    var cursors = ThreadLocal.withInitial(blocks::cursor);
    return HouseholdCounts.sum(
        chunked(
            profiles.length,
            (from, to) -> {
              var counts = new HouseholdCounts();
              each(
                  cursors.get(),
                  from,
                  to,
                  (a, b, seen) -> {
                    if (cluster[a] != cluster[b] && seen.household(field) == level) {
                      counts.add(seen, 1 - odds.match(Pattern.of(seen)));
                    }
                  });
              return counts;
            }));
  }
}
