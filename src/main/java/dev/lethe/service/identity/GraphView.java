package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.GraphMetrics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A customer as a picture: profiles, the values that they hold, and the links between them. */
public record GraphView(
    List<Node> nodes, List<Edge> edges, double threshold, boolean truncated, Metrics metrics) {

  /**
   * How well the customer holds together, over all its profiles and the links above the threshold.
   *
   * @param density share of all possible links that are there
   * @param components parts into which these links alone leave the profiles
   * @param bridges links on whose loss a part would fall apart
   * @param cutPoints profiles on whose loss a part would fall apart
   * @param centrality share of the other profiles that each profile is linked with
   */
  public record Metrics(
      int profiles,
      int links,
      double density,
      int components,
      List<ExplainViews.LinkBits> bridges,
      List<String> cutPoints,
      ExplainViews.@Nullable LinkBits weakestLink,
      Map<String, Double> centrality) {

    static Metrics of(GraphMetrics metrics) {
      var central = new TreeMap<String, Double>();
      metrics.centrality().forEach((id, share) -> central.put(id.toString(), share));
      return new Metrics(
          metrics.profiles(),
          metrics.links(),
          metrics.density(),
          metrics.components(),
          metrics.bridges().stream().map(ExplainViews.LinkBits::of).toList(),
          metrics.cutPoints().stream().map(ProfileId::toString).toList(),
          metrics.weakestLink().map(ExplainViews.LinkBits::of).orElse(null),
          central);
    }
  }

  /** A profile ({@code record}) or a masked value. */
  public record Node(String id, String kind, String label, @Nullable String source) {}

  /** A link between profiles, or a profile holding a value. */
  public record Edge(
      String id,
      String from,
      String to,
      String kind,
      @Nullable Double weight,
      @Nullable Boolean belowThreshold) {}
}
