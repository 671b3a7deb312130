package dev.lethe.identitygraph.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Positions parted into clusters, each ascending, by lowest member; with the edges that were strong
 * enough to matter and what a person should look at.
 */
public record Clusters(int[][] members, Edges edges, List<Agglomeration.Seam> doubts) {

  /** Only the clusters, and doubts about them, whose lowest member the predicate lets through. */
  Clusters where(IntPredicate kept) {
    return new Clusters(
        Arrays.stream(members).filter(cluster -> kept.test(cluster[0])).toArray(int[][]::new),
        edges,
        doubts.stream().filter(seam -> kept.test(seam.left()[0])).toList());
  }
}
