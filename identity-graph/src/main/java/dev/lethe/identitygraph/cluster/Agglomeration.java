package dev.lethe.identitygraph.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Merges clusters best first while the link is above the threshold. Equal links go by the lowest
 * member position, so the outcome is a function of positions and weights alone. Not thread-safe;
 * used once.
 */
final class Agglomeration {

  private final Linkage linkage;
  private final Barriers barriers;
  private final double threshold;
  private final int[][] members;
  private final int[] version;
  private final int[] parent;
  private final TreeSet<Integer>[] neighbours;
  private final PriorityQueue<Merge> queue =
      new PriorityQueue<>(
          Comparator.comparingDouble(Merge::link)
              .reversed()
              .thenComparingInt(Merge::a)
              .thenComparingInt(Merge::b));

  /** A possible merge; stale once either side has changed. */
  private record Merge(double link, int a, int b, int versionA, int versionB) {}

  /** Says which clusters may never be one. */
  interface Barriers {
    boolean apart(int[] a, int[] b);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  Agglomeration(int profiles, Linkage linkage, Barriers barriers, double threshold) {
    this.linkage = linkage;
    this.barriers = barriers;
    this.threshold = threshold;
    this.members = new int[profiles][];
    this.version = new int[profiles];
    this.parent = new int[profiles];
    this.neighbours = new TreeSet[profiles];
    for (var i = 0; i < profiles; i++) {
      members[i] = new int[] {i};
      parent[i] = i;
      neighbours[i] = new TreeSet<>();
    }
  }

  void edge(int a, int b) {
    neighbours[a].add(b);
    neighbours[b].add(a);
  }

  /** Makes two profiles one cluster whatever their link is; before {@link #run()} only. */
  void join(int a, int b) {
    var one = root(a);
    var other = root(b);
    if (one != other) {
      absorb(Math.min(one, other), Math.max(one, other));
    }
  }

  boolean joined(int a, int b) {
    return root(a) == root(b);
  }

  private int root(int profile) {
    var at = profile;
    while (parent[at] != at) {
      at = parent[at];
    }
    return at;
  }

  /** The members of each cluster, by cluster; a cluster is named by its lowest member. */
  int[][] run() {
    for (var a = 0; a < members.length; a++) {
      for (var b : neighbours[a].tailSet(a, false)) {
        offer(a, b);
      }
    }
    while (!queue.isEmpty()) {
      var best = queue.remove();
      if (version[best.a] == best.versionA && version[best.b] == best.versionB) {
        merge(best.a, best.b);
      }
    }
    return java.util.stream.IntStream.range(0, members.length)
        .filter(cluster -> parent[cluster] == cluster)
        .mapToObj(cluster -> members[cluster])
        .toArray(int[][]::new);
  }

  private void offer(int a, int b) {
    if (barriers.apart(members[a], members[b])) {
      return;
    }
    var link = linkage.link(members[a], members[b]);
    if (link > threshold) {
      queue.add(
          new Merge(
              link,
              Math.min(a, b),
              Math.max(a, b),
              version[Math.min(a, b)],
              version[Math.max(a, b)]));
    }
  }

  private void merge(int kept, int lost) {
    absorb(kept, lost);
    neighbours[kept].forEach(neighbour -> offer(kept, neighbour));
  }

  private void absorb(int kept, int lost) {
    parent[lost] = kept;
    members[kept] = union(members[kept], members[lost]);
    members[lost] = new int[0];
    version[kept]++;
    version[lost]++;
    neighbours[kept].addAll(neighbours[lost]);
    neighbours[kept].remove(kept);
    neighbours[kept].remove(lost);
    neighbours[lost] = new TreeSet<>();
    for (var neighbour : neighbours[kept]) {
      neighbours[neighbour].remove(lost);
      neighbours[neighbour].add(kept);
    }
  }

  private static int[] union(int[] a, int[] b) {
    var all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    Arrays.sort(all);
    return all;
  }
}
