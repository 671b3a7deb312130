package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.Cores;
import dev.lethe.identitygraph.block.Blocks;
import dev.lethe.identitygraph.block.CandidatePairs;
import dev.lethe.identitygraph.score.Findings;
import dev.lethe.identitygraph.score.Floor;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.BitSet;

/**
 * Scores candidates on all cores and keeps those that reach the floor. The outcome is the same on
 * any number of cores.
 */
final class EdgeFinder {

  private static final int CHUNK = 1 << 12;

  private final Scorer scorer;
  private final double least;
  private final Floor floor;
  private final Prepared[] profiles;

  EdgeFinder(Scorer scorer, double least, Prepared[] profiles) {
    this.scorer = scorer;
    this.least = least;
    this.floor = scorer.floor(least);
    this.profiles = profiles;
  }

  /** Scores one chunk of candidates. */
  private interface Source {
    void score(int chunk, Blocks.Pairs scoring);
  }

  /** All edges between profiles that share a block, by both positions. */
  Edges of(Blocks blocks) {
    return chunked(blocks.chunks(), blocks::each).sorted(profiles.length);
  }

  /** All edges among pairs, in their order. */
  Edges of(CandidatePairs pairs) {
    return chunked(
        (pairs.size() + CHUNK - 1) / CHUNK,
        (chunk, scoring) -> {
          var to = Math.min(pairs.size(), (chunk + 1) * CHUNK);
          for (var k = chunk * CHUNK; k < to; k++) {
            scoring.take(pairs.first(k), pairs.second(k));
          }
        });
  }

  /** The edges of some profiles to any that they share a block with. */
  Edges of(Blocks blocks, BitSet some) {
    var positions = some.stream().toArray();
    return chunked(
        positions.length,
        (k, scoring) -> {
          for (var other : blocks.around(positions[k])) {
            if (positions[k] < other || !some.get(other)) {
              scoring.take(Math.min(positions[k], other), Math.max(positions[k], other));
            }
          }
        });
  }

  private Edges chunked(int chunks, Source source) {
    var all = new Edges();
    Cores.chunks(chunks, k -> edges(k, source)).forEach(all::addAll);
    return all;
  }

  private Edges edges(int chunk, Source source) {
    var edges = new Edges();
    var findings = scorer.findings();
    source.score(chunk, (a, b) -> score(a, b, findings, edges));
    return edges;
  }

  private void score(int a, int b, Findings findings, Edges edges) {
    var weight = scorer.weight(profiles[a], profiles[b], findings, floor);
    if (weight >= least) {
      edges.add(a, b, weight);
    }
  }
}
