package dev.lethe.identitygraph.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.WeightedPseudograph;
import org.junit.jupiter.api.Test;

final class GraphClusteringTest {

  /** An edge between two vertices, each named by its source's letter and a number. */
  private record Similar(String a, String b, double weight) {}

  @Test
  void oneLinkDoesNotChainTwoGroups() {
    var edges =
        List.of(
            new Similar("x1", "x2", .9),
            new Similar("x2", "x3", .9),
            new Similar("x1", "x3", .9),
            new Similar("x4", "x5", .9),
            new Similar("x3", "x4", .85));

    assertThat(clusters(edges, .5, Set.of()))
        .containsExactly(Set.of("x1", "x2", "x3"), Set.of("x4", "x5"));
    assertThat(clusters(edges, 0, Set.of())).hasSize(1);
  }

  @Test
  void aGroupJoinsByHalfOfItsPairs() {
    var edges =
        List.of(
            new Similar("x1", "x2", 1),
            new Similar("x3", "x4", 1),
            new Similar("x1", "x3", .8),
            new Similar("x2", "x4", .8));

    assertThat(clusters(edges, .5, Set.of())).containsExactly(Set.of("x1", "x2", "x3", "x4"));
    assertThat(clusters(edges, .6, Set.of()))
        .containsExactly(Set.of("x1", "x2"), Set.of("x3", "x4"));
  }

  @Test
  void aDuplicateFreeSourceIsInAClusterOnce() {
    var edges =
        List.of(
            new Similar("a1", "b1", .9), new Similar("b1", "a2", .8), new Similar("a1", "a2", 1));

    assertThat(clusters(edges, .5, Set.of("a"))).containsExactly(Set.of("a1", "b1"), Set.of("a2"));
    assertThat(clusters(edges, .5, Set.of("b"))).containsExactly(Set.of("a1", "a2", "b1"));
  }

  @Test
  void tiesGoByTheOrderOfVertices() {
    var edges = List.of(new Similar("a1", "b1", .9), new Similar("a2", "b1", .9));

    assertThat(clusters(edges, .5, Set.of("a"))).containsExactly(Set.of("a1", "b1"), Set.of("a2"));
  }

  @Test
  void ofParallelEdgesTheHeaviestCountsAndLoopsDoNot() {
    var edges =
        List.of(
            new Similar("x1", "x1", 1),
            new Similar("x1", "x2", .1),
            new Similar("x1", "x2", .9),
            new Similar("x2", "x3", .8));

    assertThat(clusters(edges, 1, Set.of())).containsExactly(Set.of("x1", "x2"), Set.of("x3"));
  }

  @Test
  void whatIsNoWeightOrNoShareIsRefused() {
    for (var weight : List.of(-.1, Double.NaN, Double.POSITIVE_INFINITY)) {
      assertThatThrownBy(() -> clusters(List.of(new Similar("x1", "x2", weight)), .5, Set.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> clusters(List.of(), 1.1, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anyGraphIsPartedByTheRulesInAnyOrder() {
    var random = new SplittableRandom(5);
    for (var round = 0; round < 300; round++) {
      var edges = edges(random);
      var support = random.nextInt(4) * .25;
      var clusters = clusters(edges, support, Set.of("a", "b"));
      var shuffled = new ArrayList<>(edges);
      Collections.shuffle(shuffled, new Random(round));

      assertThat(clusters(shuffled, support, Set.of("a", "b"))).isEqualTo(clusters);
      assertThat(clusters.stream().flatMap(Set::stream)).doesNotHaveDuplicates();
      assertThat(clusters.stream().flatMap(Set::stream))
          .containsExactlyInAnyOrderElementsOf(graph(edges).vertexSet());
      for (var cluster : clusters) {
        for (var source : List.of("a", "b")) {
          assertThat(cluster.stream().filter(vertex -> vertex.startsWith(source)))
              .hasSizeLessThan(2);
        }
        assertThat(joined(cluster, edges)).isTrue();
      }
    }
  }

  /** Whether edges alone connect the cluster. */
  private static boolean joined(Set<String> cluster, List<Similar> edges) {
    var reached = new HashSet<>(Set.of(cluster.iterator().next()));
    var grown = true;
    while (grown) {
      grown = false;
      for (var edge : edges) {
        if (cluster.contains(edge.a())
            && cluster.contains(edge.b())
            && (reached.contains(edge.a()) || reached.contains(edge.b()))) {
          grown |= reached.add(edge.a()) | reached.add(edge.b());
        }
      }
    }
    return reached.equals(cluster);
  }

  private static List<Similar> edges(SplittableRandom random) {
    var edges = new ArrayList<Similar>();
    for (var i = random.nextInt(30); i > 0; i--) {
      edges.add(new Similar(vertex(random), vertex(random), random.nextInt(1, 5) / 4.0));
    }
    return edges;
  }

  private static String vertex(SplittableRandom random) {
    return "" + (char) ('a' + random.nextInt(3)) + random.nextInt(4);
  }

  private static List<Set<String>> clusters(
      List<Similar> edges, double support, Set<String> duplicateFree) {
    return new GraphClustering<>(
            graph(edges),
            Comparator.naturalOrder(),
            support,
            vertex -> Optional.of(vertex.substring(0, 1)).filter(duplicateFree::contains))
        .getClustering()
        .getClusters();
  }

  private static WeightedPseudograph<String, DefaultWeightedEdge> graph(List<Similar> edges) {
    var graph = new WeightedPseudograph<String, DefaultWeightedEdge>(DefaultWeightedEdge.class);
    for (var edge : edges) {
      graph.addVertex(edge.a());
      graph.addVertex(edge.b());
      graph.setEdgeWeight(graph.addEdge(edge.a(), edge.b()), edge.weight());
    }
    return graph;
  }
}
