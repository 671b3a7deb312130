package dev.lethe.identitygraph.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EdgesTest {
  private static final int POSITIONS = 60;

  private record Edge(int first, int second, double weight) {}

  @Test
  void sortedEdgesAreTheSameByFirstThenBySecondPosition() {
    var given = new ArrayList<Edge>();
    for (var a = 0; a < POSITIONS; a++) {
      for (var b = a + 1; b < POSITIONS; b += 1 + (a + b) % 3) {
        given.add(new Edge(a, b, a * 100 + b));
      }
    }
    var shuffled = new ArrayList<>(given);
    java.util.Collections.shuffle(shuffled, new Random(1));
    var edges = new Edges();
    shuffled.forEach(edge -> edges.add(edge.first, edge.second, edge.weight));
    var expected =
        given.stream()
            .sorted(Comparator.comparingInt(Edge::first).thenComparingInt(Edge::second))
            .toList();
    assertThat(list(edges.sorted(POSITIONS))).isEqualTo(expected);
    assertThat(list(edges.where((a, b) -> a != 7).sorted(POSITIONS)))
        .isEqualTo(expected.stream().filter(edge -> edge.first != 7).toList());
    assertThat(list(new Edges().sorted(POSITIONS))).isEmpty();
  }

  private static List<Edge> list(Edges edges) {
    var ids =
        IntStream.range(0, POSITIONS)
            .mapToObj(i -> new dev.lethe.identitygraph.ProfileId(new java.util.UUID(0, i)))
            .toList();
    return edges.links(ids).stream()
        .map(link ->
            new Edge(
                (int) link.a().value().getLeastSignificantBits(),
                (int) link.b().value().getLeastSignificantBits(),
                link.weight()))
        .toList();
  }
}
