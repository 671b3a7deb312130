package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.ProfileId;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/** Scored pairs of positions, in the order in which they were added. Not thread-safe. */
final class Edges {

  private int[] firsts = new int[64];
  private int[] seconds = new int[64];
  private float[] weights = new float[64];
  private int size;

  void add(int first, int second, double weight) {
    if (size == firsts.length) {
      grow(size * 2);
    }
    firsts[size] = first;
    seconds[size] = second;
    weights[size++] = (float) weight;
  }

  void addAll(Edges other) {
    if (size + other.size > firsts.length) {
      grow(Math.max(size + other.size, size * 2));
    }
    System.arraycopy(other.firsts, 0, firsts, size, other.size);
    System.arraycopy(other.seconds, 0, seconds, size, other.size);
    System.arraycopy(other.weights, 0, weights, size, other.size);
    size += other.size;
  }

  /** The same by first, then by second position; all edges must be different. */
  Edges sorted(int positions) {
    var next = new int[positions + 1];
    for (var k = 0; k < size; k++) {
      next[firsts[k] + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    var sorted = new Edges();
    sorted.grow(size);
    sorted.size = size;
    var filled = new int[positions];
    for (var k = 0; k < size; k++) {
      sorted.insert(firsts[k], seconds[k], weights[k], next[firsts[k]], filled[firsts[k]]++);
    }
    return sorted;
  }

  /** Puts an edge among those of the same first position, of which there are few. */
  private void insert(int first, int second, float weight, int from, int held) {
    var at = from + held;
    for (; at > from && seconds[at - 1] > second; at--) {
      seconds[at] = seconds[at - 1];
      weights[at] = weights[at - 1];
    }
    firsts[from + held] = first;
    seconds[at] = second;
    weights[at] = weight;
  }

  /** Those that the predicate lets through, by both positions. */
  Edges where(Choice choice) {
    var kept = new Edges();
    for (var k = 0; k < size; k++) {
      if (choice.takes(firsts[k], seconds[k])) {
        kept.add(firsts[k], seconds[k], weights[k]);
      }
    }
    return kept;
  }

  /** Says which edges are wanted. */
  @FunctionalInterface
  interface Choice {
    boolean takes(int first, int second);
  }

  private void grow(int capacity) {
    firsts = Arrays.copyOf(firsts, capacity);
    seconds = Arrays.copyOf(seconds, capacity);
    weights = Arrays.copyOf(weights, capacity);
  }

  int size() {
    return size;
  }

  int first(int edge) {
    return firsts[edge];
  }

  int second(int edge) {
    return seconds[edge];
  }

  /** The edges as links, made when asked for: there may be millions. */
  List<Link> links(List<ProfileId> ids) {
    return new AbstractList<>() {
      @Override
      public Link get(int edge) {
        java.util.Objects.checkIndex(edge, size);
        return new Link(ids.get(firsts[edge]), ids.get(seconds[edge]), weights[edge]);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }
}
