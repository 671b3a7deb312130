package dev.lethe.identitygraph.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The edges and vertices on whose loss a graph falls apart, by one depth-first walk (Tarjan 1974).
 * The walk keeps its own stack, so that no graph is too deep for it. Linear in vertices and edges.
 */
final class CutStructure {

  private final int[][] neighbours;
  private final int[] found;
  private final int[] low;
  private final int[] parent;
  private final int[] next;
  private final BitSet cutPoints = new BitSet();
  private final List<int[]> bridges = new ArrayList<>();
  private int clock;
  private int components;

  /**
   * @param neighbours of each vertex; both directions, no loops, no parallel edges
   */
  CutStructure(int[][] neighbours) {
    this.neighbours = neighbours;
    this.found = new int[neighbours.length];
    this.low = new int[neighbours.length];
    this.parent = new int[neighbours.length];
    this.next = new int[neighbours.length];
    Arrays.fill(found, -1);
    Arrays.fill(parent, -1);
    for (var root = 0; root < neighbours.length; root++) {
      if (found[root] < 0) {
        components++;
        walk(root);
      }
    }
  }

  int components() {
    return components;
  }

  List<int[]> bridges() {
    return bridges;
  }

  BitSet cutPoints() {
    return cutPoints;
  }

  private void walk(int root) {
    var stack = new ArrayDeque<Integer>();
    enter(root, stack);
    while (!stack.isEmpty()) {
      var at = stack.getFirst();
      if (next[at] < neighbours[at].length) {
        look(at, neighbours[at][next[at]++], stack);
      } else {
        stack.removeFirst();
        leave(at, root);
      }
    }
    var branches = Arrays.stream(neighbours[root]).filter(v -> parent[v] == root).count();
    cutPoints.set(root, branches > 1);
  }

  private void enter(int vertex, ArrayDeque<Integer> stack) {
    found[vertex] = clock;
    low[vertex] = clock++;
    stack.addFirst(vertex);
  }

  private void look(int at, int neighbour, ArrayDeque<Integer> stack) {
    if (found[neighbour] < 0) {
      parent[neighbour] = at;
      enter(neighbour, stack);
    } else if (neighbour != parent[at]) {
      low[at] = Math.min(low[at], found[neighbour]);
    }
  }

  private void leave(int vertex, int root) {
    var above = parent[vertex];
    if (above < 0) {
      return;
    }
    low[above] = Math.min(low[above], low[vertex]);
    if (low[vertex] > found[above]) {
      bridges.add(new int[] {above, vertex});
    }
    if (above != root && low[vertex] >= found[above]) {
      cutPoints.set(above);
    }
  }
}
