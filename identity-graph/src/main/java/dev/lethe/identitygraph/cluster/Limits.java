package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Constraints by position. Pairs with a profile that is not here are left out. */
final class Limits {

  private final String[] single;
  private final List<int[]> apart;
  private final List<int[]> together;

  /** Takes two positions. */
  @FunctionalInterface
  interface Pairs {
    void take(int a, int b);
  }

  Limits(List<Profile> profiles, Constraints constraints) {
    var ids = profiles.stream().map(Profile::id).toList();
    this.single =
        profiles.stream()
            .map(profile ->
                constraints.duplicateFreeSources().contains(profile.source())
                    ? profile.source()
                    : "")
            .toArray(String[]::new);
    this.apart = positions(ids, constraints.apart());
    this.together = positions(ids, constraints.together());
    refuseContradiction();
  }

  private static List<int[]> positions(List<ProfileId> ids, Set<Constraints.Pair> pairs) {
    var positions = new ArrayList<int[]>();
    for (var pair : pairs) {
      var a = Collections.binarySearch(ids, pair.a());
      var b = Collections.binarySearch(ids, pair.b());
      if (a >= 0 && b >= 0) {
        positions.add(new int[] {a, b});
      }
    }
    positions.sort(Arrays::compare);
    return positions;
  }

  private void refuseContradiction() {
    if (apart.isEmpty() || together.isEmpty()) {
      return;
    }
    var joined = new Components(single.length);
    together(joined::join);
    var root = new int[single.length];
    for (var component : joined.all()) {
      for (var position : component) {
        root[position] = component[0];
      }
    }
    if (apart.stream().anyMatch(pair -> root[pair[0]] == root[pair[1]])) {
      throw new IllegalArgumentException("two profiles cannot be one person and two");
    }
  }

  void together(Pairs pairs) {
    together.forEach(pair -> pairs.take(pair[0], pair[1]));
  }

  /** Barriers between places in an ascending list of positions. */
  Agglomeration.Barriers barriers(int[] positions) {
    var kept = new HashSet<Long>();
    for (var pair : apart) {
      var a = Arrays.binarySearch(positions, pair[0]);
      var b = Arrays.binarySearch(positions, pair[1]);
      if (a >= 0 && b >= 0) {
        kept.add(key(a, b));
      }
    }
    return new Agglomeration.Barriers() {
      @Override
      public boolean apart(int[] a, int[] b) {
        return !kept.isEmpty()
            && Arrays.stream(a)
                .anyMatch(i -> Arrays.stream(b).anyMatch(j -> kept.contains(key(i, j))));
      }

      @Override
      public boolean shareSource(int[] a, int[] b) {
        return Limits.this.shareSource(positions, a, b);
      }
    };
  }

  private static long key(int a, int b) {
    return (long) Math.min(a, b) << 32 | Math.max(a, b);
  }

  private boolean shareSource(int[] positions, int[] a, int[] b) {
    for (var i : a) {
      var source = single[positions[i]];
      if (!source.isEmpty()
          && Arrays.stream(b).anyMatch(j -> source.equals(single[positions[j]]))) {
        return true;
      }
    }
    return false;
  }
}
