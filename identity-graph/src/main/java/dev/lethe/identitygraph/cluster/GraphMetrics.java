package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.ProfileId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How well a customer holds together, counted over the links above the threshold.
 *
 * @param density share of all possible links that are there; 1 for a single profile
 * @param components parts into which the links alone leave the profiles
 * @param bridges links on whose loss a part would fall apart, weakest first
 * @param cutPoints profiles on whose loss a part would fall apart, by id
 * @param weakestLink the weakest link of the strongest tree over all links, weak ones too
 * @param centrality share of the other profiles that each profile is linked with, by id
 */
public record GraphMetrics(
    int profiles,
    int links,
    double density,
    int components,
    List<Link> bridges,
    List<ProfileId> cutPoints,
    Optional<Link> weakestLink,
    Map<ProfileId, Double> centrality) {

  public GraphMetrics {
    bridges = List.copyOf(bridges);
    cutPoints = List.copyOf(cutPoints);
    centrality = java.util.Collections.unmodifiableMap(new TreeMap<>(centrality));
  }
}
