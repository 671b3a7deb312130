package dev.lethe.bench.identity;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.LiveGraph;
import dev.lethe.identitygraph.cluster.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same profiles one by one instead of as a batch, by the same model and frequencies. */
final class Arrival {

  private static final int ONE_IN = 4;

  private final Resolving.Outcome batch;

  Arrival(Resolving.Outcome batch) {
    this.batch = batch;
  }

  /** What came of it before and after settling. */
  record Arrived(List<List<ProfileId>> before, List<List<ProfileId>> settled) {}

  /** Everybody arrives once, in a random order. */
  Arrived once(long seed) {
    var graph = graph();
    shuffled(seed).forEach(graph::put);
    return settled(graph);
  }

  /**
   * Everybody arrives in a random order, and after every fourth on average one goes and returns.
   */
  Arrived withReturns(long seed) {
    var graph = graph();
    var random = new Random(seed);
    var here = new ArrayList<Profile>();
    for (var profile : shuffled(seed)) {
      graph.put(profile);
      here.add(profile);
      if (random.nextInt(ONE_IN) == 0) {
        var again = here.get(random.nextInt(here.size()));
        graph.remove(again.id());
        graph.put(again);
      }
    }
    return settled(graph);
  }

  private LiveGraph graph() {
    return new LiveGraph(batch.model(), batch.frequencies(), Settings.RESOLVE, batch.constraints());
  }

  private Arrived settled(LiveGraph graph) {
    var before = graph.customers();
    graph.settle(batch.frequencies());
    return new Arrived(before, graph.customers());
  }

  private List<Profile> shuffled(long seed) {
    var order = new ArrayList<>(batch.profiles());
    Collections.shuffle(order, new Random(seed));
    return order;
  }
}
