package dev.lethe.identitygraph.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Merges clusters best first while the link is above the threshold. Equal links go by the lowest
 * member position, so the outcome is a function of positions and weights alone. Not thread-safe;
 * used once.
 */
final class Agglomeration {

  private static final double DOUBT = 2;
  private static final double UNLIKELY = Double.NEGATIVE_INFINITY;
  private static final int WELL_FILLED = 3;

  private final Linkage linkage;
  private final Barriers barriers;
  private final double threshold;
  private final int[][] members;
  private final int[] version;
  private final TreeMap<Integer, Double>[] neighbours;
  private final List<Merge> near = new ArrayList<>();
  private final List<Merge> torn = new ArrayList<>();
  private final List<Seam> doubts = new ArrayList<>();
  private final PriorityQueue<Merge> queue = new PriorityQueue<>();

  /** A possible merge; stale once either side has changed. */
  private record Merge(double link, int a, int b, int versionA, int versionB, Doubt.Kind kind)
      implements Comparable<Merge> {

    Merge as(Doubt.Kind other) {
      return new Merge(link, a, b, versionA, versionB, other);
    }

    /** The strongest link first, then by lowest members. */
    @Override
    public int compareTo(Merge other) {
      var weaker = Double.compare(other.link, link);
      var later = weaker == 0 ? Integer.compare(a, other.a) : weaker;
      return later == 0 ? Integer.compare(b, other.b) : later;
    }
  }

  /** Two clusters of positions that a person should look at. */
  record Seam(Doubt.Kind kind, int[] left, int[] right, double link) {}

  /** Says which clusters may never be one. */
  interface Barriers {

    /** Whether a person has said that the two hold different people. */
    boolean apart(int[] a, int[] b);

    /** Whether one source that has nobody twice is in both. */
    boolean shareSource(int[] a, int[] b);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  Agglomeration(int profiles, Linkage linkage, Barriers barriers, double threshold) {
    this.linkage = linkage;
    this.barriers = barriers;
    this.threshold = threshold;
    this.members = new int[profiles][];
    this.version = new int[profiles];
    this.neighbours = new TreeMap[profiles];
    for (var i = 0; i < profiles; i++) {
      members[i] = new int[] {i};
      neighbours[i] = new TreeMap<>();
    }
  }

  void edge(int a, int b) {
    link(a, b, UNLIKELY);
  }

  private void link(int a, int b, double link) {
    neighbours[a].put(b, link);
    neighbours[b].put(a, link);
  }

  /**
   * Makes one cluster of two profiles and all that was joined with them, whatever speaks against.
   */
  void join(int a, int b) {
    var one = holder(a);
    var other = holder(b);
    if (one != other) {
      unite(Math.min(one, other), Math.max(one, other));
    }
  }

  private int holder(int position) {
    for (var cluster = 0; cluster <= position; cluster++) {
      if (Arrays.binarySearch(members[cluster], position) >= 0) {
        return cluster;
      }
    }
    throw new IllegalStateException("every position is in a cluster");
  }

  /** The members of each cluster, by cluster; a cluster is named by its lowest member. */
  int[][] run() {
    for (var a = 0; a < members.length; a++) {
      for (var b : neighbours[a].tailMap(a, false).keySet()) {
        offer(a, b);
      }
    }
    do {
      mergeBestFirst();
    } while (decided());
    torn.forEach(merge -> near.add(merge.as(Doubt.Kind.NEAR)));
    return Arrays.stream(members).filter(cluster -> cluster.length > 0).toArray(int[][]::new);
  }

  private void mergeBestFirst() {
    while (!queue.isEmpty()) {
      var best = queue.remove();
      if (current(best)) {
        if (torn(best)) {
          torn.add(best);
        } else {
          merge(best);
        }
      }
    }
  }

  /** Queues again what merges since have made clear; answers whether there was any. */
  private boolean decided() {
    torn.removeIf(merge -> !current(merge));
    var clear = torn.stream().filter(merge -> !torn(merge)).toList();
    torn.removeAll(clear);
    queue.addAll(clear);
    return !clear.isEmpty();
  }

  /**
   * Whether one side could as well go with a third that is somebody else: a profile without a birth
   * date, between a father and a son of one name. It tells nothing about who of them it is, so it
   * waits for a person to decide.
   */
  private boolean torn(Merge merge) {
    return torn(merge.a, merge.b, merge.link) || torn(merge.b, merge.a, merge.link);
  }

  private boolean torn(int between, int one, double link) {
    var least = Math.max(threshold, link - DOUBT);
    var known = 0;
    for (var rival : neighbours[between].entrySet()) {
      if (rival.getValue() > least && rival.getKey() != one) {
        known = known == 0 ? linkage.known(members[between]) : known;
        if (areApart(one, rival.getKey(), known)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether two are one person by these fields and clearly two by all, or by a decision. */
  private boolean areApart(int one, int other, int fields) {
    return barriers.apart(members[one], members[other])
        || (linkage.link(members[one], members[other]) <= threshold - DOUBT
            && linkage.link(members[one], members[other], fields) > threshold);
  }

  /** What a person should look at, after {@link #run}. */
  List<Seam> doubts() {
    near.stream()
        .filter(this::current)
        .forEach(m -> doubts.add(new Seam(m.kind, members[m.a], members[m.b], m.link)));
    return doubts;
  }

  private boolean current(Merge merge) {
    return version[merge.a] == merge.versionA && version[merge.b] == merge.versionB;
  }

  private void offer(int one, int other) {
    var a = Math.min(one, other);
    var b = Math.max(one, other);
    if (barriers.apart(members[a], members[b])) {
      link(a, b, UNLIKELY);
      return;
    }
    var link = linkage.link(members[a], members[b]);
    var blocked = barriers.shareSource(members[a], members[b]);
    link(a, b, blocked ? UNLIKELY : link);
    if (link <= threshold - DOUBT) {
      return;
    }
    if (link > threshold && !blocked) {
      queue.add(new Merge(link, a, b, version[a], version[b], Doubt.Kind.WEAK_JOINT));
    } else if (link > threshold || !blocked) {
      near.add(
          new Merge(
              link, a, b, version[a], version[b], blocked ? Doubt.Kind.BLOCKED : Doubt.Kind.NEAR));
    }
  }

  private void merge(Merge best) {
    var thin = Math.min(members[best.a].length, members[best.b].length) < WELL_FILLED;
    if (!thin && best.link < threshold + DOUBT) {
      doubts.add(new Seam(best.kind, members[best.a], members[best.b], best.link));
    }
    unite(best.a, best.b);
    for (var neighbour : neighbours[best.a].keySet()) {
      offer(best.a, neighbour);
    }
  }

  private void unite(int kept, int lost) {
    members[kept] = union(members[kept], members[lost]);
    members[lost] = new int[0];
    version[kept]++;
    version[lost]++;
    neighbours[kept].putAll(neighbours[lost]);
    neighbours[kept].remove(kept);
    neighbours[kept].remove(lost);
    neighbours[lost] = new TreeMap<>();
    for (var neighbour : neighbours[kept].entrySet()) {
      neighbours[neighbour.getKey()].remove(lost);
      neighbours[neighbour.getKey()].put(kept, neighbour.getValue());
    }
  }

  private static int[] union(int[] a, int[] b) {
    var all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    Arrays.sort(all);
    return all;
  }
}
