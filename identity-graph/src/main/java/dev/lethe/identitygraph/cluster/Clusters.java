package dev.lethe.identitygraph.cluster;

import java.util.List;

/**
 * Positions parted into clusters, each ascending, by lowest member; with the edges that were strong
 * enough to matter and what a person should look at.
 */
public record Clusters(int[][] members, Edges edges, List<Agglomeration.Seam> doubts) {}
