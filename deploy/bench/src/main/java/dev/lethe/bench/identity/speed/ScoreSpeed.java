package dev.lethe.bench.identity.speed;

import dev.lethe.bench.identity.Resolving;
import dev.lethe.bench.identity.data.RawProfile;
import dev.lethe.bench.retailer.crowd.Crowd;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.block.Blocks;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.Findings;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;

/** Pairs of candidates scored in a second by one thread, in the order in which a batch does. */
final class ScoreSpeed {

  private static final int PROFILES = 50_000;
  private static final int ROUNDS = 5;

  private final Scorer scorer;
  private final Prepared[] prepared;
  private final Blocks blocks;

  private ScoreSpeed() {
    var raw = new ArrayList<RawProfile>(PROFILES);
    Crowd.make(
        1,
        PROFILES,
        profile ->
            raw.add(new RawProfile(profile.id(), profile.source(), "US", profile.attributes())));
    var profiles = Resolving.normalised(raw);
    var attributes = profiles.stream().map(Profile::attributes).toList();
    this.scorer = new Scorer(Model.shipped(), CountedFrequencies.of(attributes));
    this.prepared = attributes.stream().map(scorer::prepare).toArray(Prepared[]::new);
    this.blocks = Blocks.of(profiles);
  }

  /** The best of some rounds over all candidates, after the first has warmed up. */
  static double pairsPerSecond() {
    var speed = new ScoreSpeed();
    var best = 0.0;
    speed.round();
    for (var round = 0; round < ROUNDS; round++) {
      best = Math.max(best, speed.round());
    }
    return best;
  }

  private double round() {
    var begun = System.nanoTime();
    var sum = new Sum();
    for (var chunk = 0; chunk < blocks.chunks(); chunk++) {
      blocks.each(chunk, sum);
    }
    var seconds = (System.nanoTime() - begun) / 1e9;
    if (Double.isNaN(sum.weights)) {
      throw new IllegalStateException("a pair was scored as no number");
    }
    return sum.pairs / seconds;
  }

  private final class Sum implements Blocks.Pairs {

    private final Findings findings = scorer.findings();
    private double weights;
    private long pairs;

    @Override
    public void take(int a, int b) {
      weights += scorer.weight(prepared[a], prepared[b], findings);
      pairs++;
    }
  }
}
