package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.block.Blocks;
import dev.lethe.identitygraph.block.CandidatePairs;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Parts prepared profiles into clusters: scores candidates, parts what hangs together by any edge,
 * and agglomerates each part on its own. On all cores; the outcome is the same on any number of
 * them.
 */
final class Clustering {

  private static final int CHUNK = 512;

  private final Scorer scorer;
  private final Settings settings;
  private final Prepared[] profiles;
  private final Limits limits;

  Clustering(Scorer scorer, Settings settings, Prepared[] profiles, Limits limits) {
    this.scorer = scorer;
    this.settings = settings;
    this.profiles = profiles;
    this.limits = limits;
  }

  /** What an edge list is filled from: all candidates of a run of positions. */
  private interface Source {
    Edges edges(int from, int to);
  }

  Clusters of(Blocks blocks) {
    // A cursor needs a place per profile, so each thread keeps its own.
    var cursors = ThreadLocal.withInitial(blocks::cursor);
    return of(chunked(profiles.length, (from, to) -> edges(cursors.get(), from, to)));
  }

  Clusters of(CandidatePairs pairs) {
    return of(chunked(pairs.size(), (from, to) -> edges(pairs, from, to)));
  }

  private static Edges chunked(int size, Source source) {
    var chunks =
        IntStream.range(0, (size + CHUNK - 1) / CHUNK)
            .parallel()
            .mapToObj(chunk -> source.edges(chunk * CHUNK, Math.min(size, (chunk + 1) * CHUNK)))
            .toList();
    var all = new Edges();
    chunks.forEach(all::addAll);
    return all;
  }

  private Edges edges(Blocks.Cursor cursor, int from, int to) {
    var edges = new Edges();
    var findings = scorer.findings();
    for (var a = from; a < to; a++) {
      var found = cursor.find(a);
      for (var k = 0; k < found; k++) {
        var weight = scorer.weight(profiles[a], profiles[cursor.get(k)], findings);
        if (weight >= settings.edgeFloor()) {
          edges.add(a, cursor.get(k), weight);
        }
      }
    }
    return edges;
  }

  private Edges edges(CandidatePairs pairs, int from, int to) {
    var edges = new Edges();
    var findings = scorer.findings();
    for (var k = from; k < to; k++) {
      var a = pairs.first(k);
      var b = pairs.second(k);
      var weight = scorer.weight(profiles[a], profiles[b], findings);
      if (weight >= settings.edgeFloor()) {
        edges.add(a, b, weight);
      }
    }
    return edges;
  }

  private Clusters of(Edges edges) {
    var components = new Components(profiles.length);
    for (var k = 0; k < edges.size(); k++) {
      components.join(edges.first(k), edges.second(k));
    }
    limits.together(components::join);
    var parts = parts(components.all(), edges);
    var done = new ArrayList<>(parts.parallelStream().map(Part::agglomerate).toList());
    var members =
        done.stream()
            .flatMap(part -> Arrays.stream(part.members()))
            .sorted(Comparator.comparingInt(cluster -> cluster[0]))
            .toArray(int[][]::new);
    return new Clusters(
        members, edges, done.stream().flatMap(part -> part.doubts().stream()).toList());
  }

  /** Largest first, so that no core ends alone with the largest. */
  private List<Part> parts(int[][] components, Edges edges) {
    var partOf = new int[profiles.length];
    var parts = new Part[components.length];
    for (var c = 0; c < components.length; c++) {
      parts[c] = new Part(components[c]);
      for (var position : components[c]) {
        partOf[position] = c;
      }
    }
    for (var k = 0; k < edges.size(); k++) {
      parts[partOf[edges.first(k)]].edges.add(edges.first(k), edges.second(k), 0);
    }
    return Arrays.stream(parts)
        .sorted(Comparator.comparingInt((Part part) -> part.positions.length).reversed())
        .toList();
  }

  /** Profiles that hang together by edges. */
  private final class Part {

    private final int[] positions;
    private final Edges edges = new Edges();

    Part(int[] positions) {
      this.positions = positions;
    }

    Clusters agglomerate() {
      if (positions.length == 1) {
        return new Clusters(new int[][] {positions}, edges, List.of());
      }
      var prepared = Arrays.stream(positions).mapToObj(p -> profiles[p]).toArray(Prepared[]::new);
      var linkage = new Linkage(scorer, new PairRatios(scorer, prepared), settings.sizePenalty());
      var agglomeration =
          new Agglomeration(
              positions.length, linkage, limits.barriers(positions), settings.threshold());
      for (var k = 0; k < edges.size(); k++) {
        agglomeration.edge(place(edges.first(k)), place(edges.second(k)));
      }
      limits.together((a, b) -> joinIfHere(agglomeration, a, b));
      var members = Arrays.stream(agglomeration.run()).map(this::back).toArray(int[][]::new);
      var doubts = agglomeration.doubts().stream().map(this::back).toList();
      return new Clusters(members, edges, doubts);
    }

    private void joinIfHere(Agglomeration agglomeration, int a, int b) {
      if (place(a) >= 0) {
        agglomeration.join(place(a), place(b));
      }
    }

    private int place(int position) {
      return Arrays.binarySearch(positions, position);
    }

    private int[] back(int[] places) {
      return Arrays.stream(places).map(place -> positions[place]).toArray();
    }

    private Agglomeration.Seam back(Agglomeration.Seam seam) {
      return new Agglomeration.Seam(
          seam.kind(), back(seam.left()), back(seam.right()), seam.link());
    }
  }
}
