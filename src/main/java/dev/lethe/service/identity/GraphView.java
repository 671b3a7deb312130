package dev.lethe.service.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer as a picture: profiles, the values that they hold, and the links between them. */
public record GraphView(List<Node> nodes, List<Edge> edges, double threshold, boolean truncated) {

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
