package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.ProfileId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.alg.spanning.KruskalMinimumSpanningTree;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/**
 * The profiles of one customer and the links between them, as a graph to look at. Immutable once
 * built.
 */
public final class CustomerGraph {

  private final SimpleWeightedGraph<ProfileId, DefaultWeightedEdge> graph =
      new SimpleWeightedGraph<>(DefaultWeightedEdge.class);

  /** Links to profiles outside are left out. */
  public CustomerGraph(Collection<ProfileId> profiles, Collection<Link> links) {
    profiles.forEach(graph::addVertex);
    for (var link : links) {
      if (graph.containsVertex(link.a()) && graph.containsVertex(link.b())) {
        var edge = graph.addEdge(link.a(), link.b());
        if (edge != null) {
          // The spanning tree looks for least weight; ours is the strongest.
          graph.setEdgeWeight(edge, -link.weight());
        }
      }
    }
  }

  /**
   * The link on which the customer hangs: the weakest in the strongest tree that joins all
   * profiles.
   */
  public Optional<Link> weakestLink() {
    return new KruskalMinimumSpanningTree<>(graph)
        .getSpanningTree().getEdges().stream().map(this::link).min(order());
  }

  /** Whether links alone join all profiles. */
  public boolean connected() {
    return graph.vertexSet().isEmpty() || new ConnectivityInspector<>(graph).isConnected();
  }

  private static Comparator<Link> order() {
    return Comparator.comparingDouble(Link::weight).thenComparing(Link::a).thenComparing(Link::b);
  }

  private Link link(DefaultWeightedEdge edge) {
    var one = graph.getEdgeSource(edge);
    var other = graph.getEdgeTarget(edge);
    var weight = -graph.getEdgeWeight(edge);
    return one.compareTo(other) < 0 ? new Link(one, other, weight) : new Link(other, one, weight);
  }
}
