package dev.lethe.bench.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.bench.identity.metrics.Quality;
import dev.lethe.bench.identity.metrics.Truth;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.GraphClustering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/**
 * A ready-made similarity graph of places from four sources that hold each place once (FAMER,
 * geographic settlements): tests clustering without a matcher.
 */
final class FamerGraph {

  private final SimpleWeightedGraph<ProfileId, DefaultWeightedEdge> graph =
      new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
  private final Map<ProfileId, String> sources = new HashMap<>();
  private final Truth.Builder truth = new Truth.Builder();

  private FamerGraph() {}

  /** Reads vertices and the edges of at least a similarity, as lines of JSON. */
  static FamerGraph read(Path vertices, Path edges) throws IOException {
    var read = new FamerGraph();
    var random = new SplittableRandom(20261122);
    var ids = new HashMap<String, ProfileId>();
    for (var vertex : lines(vertices)) {
      var id = ProfileId.next(random);
      ids.put(vertex.path("id").asText(), id);
      read.graph.addVertex(id);
      read.sources.put(id, vertex.at("/data/srcId").asText());
      read.truth.is(id, vertex.at("/data/recId").asText());
    }
    for (var line : lines(edges)) {
      var source = ids.get(line.path("source").asText());
      var target = ids.get(line.path("target").asText());
      var edge = read.graph.addEdge(source, target);
      if (edge != null) {
        read.graph.setEdgeWeight(edge, line.at("/data/value").asDouble());
      }
    }
    return read;
  }

  /** Every source holds a place once. */
  Quality withSourceRule() {
    return quality(id -> Optional.ofNullable(sources.get(id)));
  }

  /** Nothing is known of the sources. */
  Quality withoutRule() {
    return quality(id -> Optional.empty());
  }

  private Quality quality(Function<ProfileId, Optional<String>> duplicateFreeSource) {
    List<Set<ProfileId>> clusters =
        new GraphClustering<>(
                graph, Comparator.naturalOrder(), GraphClustering.HALF, duplicateFreeSource)
            .getClustering()
            .getClusters();
    return Quality.of(clusters, truth.build());
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    var json = new ObjectMapper();
    try (var lines =
        json.readerFor(JsonNode.class).<JsonNode>readValues(Files.newBufferedReader(file))) {
      return lines.readAll();
    }
  }
}
