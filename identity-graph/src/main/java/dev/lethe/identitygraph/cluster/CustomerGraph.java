package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.ProfileId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * How well the customer holds together.
   *
   * @param threshold only links above it count, except for the weakest link
   */
  public GraphMetrics metrics(double threshold) {
    var profiles = graph.vertexSet().stream().sorted().toList();
    var counted =
        graph.edgeSet().stream().map(this::link).filter(l -> l.weight() > threshold).toList();
    var cuts = new CutStructure(neighbours(profiles, counted));
    var possible = profiles.size() * (profiles.size() - 1L) / 2;
    return new GraphMetrics(
        profiles.size(),
        counted.size(),
        possible == 0 ? 1 : (double) counted.size() / possible,
        cuts.components(),
        cuts.bridges().stream()
            .map(ends -> link(graph.getEdge(profiles.get(ends[0]), profiles.get(ends[1]))))
            .sorted(order())
            .toList(),
        cuts.cutPoints().stream().mapToObj(profiles::get).toList(),
        weakestLink(),
        centrality(profiles, counted));
  }

  private static int[][] neighbours(List<ProfileId> profiles, List<Link> links) {
    var lists = new ArrayList<List<Integer>>();
    profiles.forEach(profile -> lists.add(new ArrayList<>()));
    for (var link : links) {
      var a = Collections.binarySearch(profiles, link.a());
      var b = Collections.binarySearch(profiles, link.b());
      lists.get(a).add(b);
      lists.get(b).add(a);
    }
    return lists.stream()
        .map(list -> list.stream().mapToInt(i -> i).sorted().toArray())
        .toArray(int[][]::new);
  }

  private static Map<ProfileId, Double> centrality(List<ProfileId> profiles, List<Link> links) {
    var degrees = new HashMap<ProfileId, Integer>();
    for (var link : links) {
      degrees.merge(link.a(), 1, Integer::sum);
      degrees.merge(link.b(), 1, Integer::sum);
    }
    var others = Math.max(1, profiles.size() - 1);
    var central = new HashMap<ProfileId, Double>();
    profiles.forEach(p -> central.put(p, (double) degrees.getOrDefault(p, 0) / others));
    return central;
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
