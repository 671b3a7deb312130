package dev.lethe.identitygraph.cluster;

import java.util.Arrays;

/** The connected components of positions, by union-find. Not thread-safe. */
final class Components {

  private final int[] parent;

  Components(int positions) {
    parent = new int[positions];
    Arrays.setAll(parent, i -> i);
  }

  void join(int a, int b) {
    var left = root(a);
    var right = root(b);
    // The lower position leads, so that the outcome does not depend on the order of joining.
    if (left < right) {
      parent[right] = left;
    } else {
      parent[left] = right;
    }
  }

  private int root(int position) {
    var at = position;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Every component, its members ascending; by lowest member. */
  int[][] all() {
    var size = new int[parent.length];
    for (var i = 0; i < parent.length; i++) {
      size[root(i)]++;
    }
    var number = new int[parent.length];
    var count = 0;
    for (var i = 0; i < parent.length; i++) {
      number[i] = parent[i] == i ? count++ : -1;
    }
    var components = new int[count][];
    var filled = new int[count];
    for (var i = 0; i < parent.length; i++) {
      var n = number[root(i)];
      if (components[n] == null) {
        components[n] = new int[size[root(i)]];
      }
      components[n][filled[n]++] = i;
    }
    return components;
  }
}
