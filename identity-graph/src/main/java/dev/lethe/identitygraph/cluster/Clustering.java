package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.Cores;
import dev.lethe.identitygraph.block.Blocks;
import dev.lethe.identitygraph.block.CandidatePairs;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Parts prepared profiles into clusters: scores candidates, parts what hangs together by any edge,
 * and agglomerates each part on its own. On all cores; the outcome is the same on any number of
 * them.
 */
final class Clustering {

  private static final int NOWHERE = -1;
  private static final int CHUNK = 64;

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

  Clusters of(Blocks blocks) {
    return of(finder().of(blocks));
  }

  Clusters of(CandidatePairs pairs) {
    return of(finder().of(pairs));
  }

  private EdgeFinder finder() {
    return new EdgeFinder(scorer, settings.edgeFloor(), profiles);
  }

  private Clusters of(Edges edges) {
    var parts = parts(components(edges), edges);
    return clusters(edges, agglomerated(parts));
  }

  /**
   * The clusters after some profiles have changed, or lost keys by which they are found: what hangs
   * together with none of them, before or after, is as it was.
   *
   * @param before what came out before the change, of the same positions
   * @param blocks as they are now
   * @param changed the positions of these profiles
   */
  Clusters again(Clusters before, Blocks blocks, BitSet changed) {
    var edges = before.edges().where((a, b) -> !changed.get(a) && !changed.get(b));
    edges.addAll(finder().of(blocks, changed));
    var sorted = edges.sorted(profiles.length);
    var touched = touched(before.edges(), changed);
    var open =
        Arrays.stream(components(sorted))
            .filter(part -> anyIn(part, touched))
            .toArray(int[][]::new);
    for (var part : open) {
      Arrays.stream(part).forEach(touched::set);
    }
    var done = new ArrayList<Clusters>();
    done.add(before.where(position -> !touched.get(position)));
    done.addAll(agglomerated(parts(open, sorted)));
    return clusters(sorted, done);
  }

  /** All that hung together with any that changed. */
  private BitSet touched(Edges edges, BitSet changed) {
    var touched = new BitSet();
    for (var part : components(edges)) {
      if (anyIn(part, changed)) {
        Arrays.stream(part).forEach(touched::set);
      }
    }
    return touched;
  }

  private static boolean anyIn(int[] part, BitSet positions) {
    return Arrays.stream(part).anyMatch(positions::get);
  }

  private int[][] components(Edges edges) {
    var components = new Components(profiles.length);
    for (var k = 0; k < edges.size(); k++) {
      components.join(edges.first(k), edges.second(k));
    }
    limits.together(components::join);
    return components.all();
  }

  /** In chunks, each of which gets its share of the large parts. */
  private static List<Clusters> agglomerated(List<Part> parts) {
    var chunks = (parts.size() + CHUNK - 1) / CHUNK;
    var done =
        Cores.chunks(
            chunks,
            chunk -> {
              var some = new ArrayList<Clusters>();
              for (var k = chunk; k < parts.size(); k += chunks) {
                some.add(parts.get(k).agglomerate());
              }
              return some;
            });
    return done.stream().flatMap(List::stream).toList();
  }

  private static Clusters clusters(Edges edges, List<Clusters> parts) {
    var members =
        parts.stream()
            .flatMap(part -> Arrays.stream(part.members()))
            .sorted(Comparator.comparingInt(cluster -> cluster[0]))
            .toArray(int[][]::new);
    var doubts =
        parts.stream()
            .flatMap(part -> part.doubts().stream())
            .sorted(
                Comparator.comparingInt((Agglomeration.Seam seam) -> seam.left()[0])
                    .thenComparingInt(seam -> seam.right()[0]))
            .toList();
    return new Clusters(members, edges, doubts);
  }

  /** Largest first, so that no core ends alone with the largest. */
  private List<Part> parts(int[][] components, Edges edges) {
    var partOf = new int[profiles.length];
    Arrays.fill(partOf, NOWHERE);
    var parts = new Part[components.length];
    for (var c = 0; c < components.length; c++) {
      parts[c] = new Part(components[c]);
      for (var position : components[c]) {
        partOf[position] = c;
      }
    }
    for (var k = 0; k < edges.size(); k++) {
      if (partOf[edges.first(k)] != NOWHERE) {
        parts[partOf[edges.first(k)]].edges.add(edges.first(k), edges.second(k), 0);
      }
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
      var linkage = new Linkage(scorer, new PairRatios(scorer, prepared), settings);
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
