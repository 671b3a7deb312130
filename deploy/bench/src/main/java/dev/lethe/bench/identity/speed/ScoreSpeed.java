package dev.lethe.bench.identity.speed;

import dev.lethe.bench.identity.Resolving;
import dev.lethe.bench.identity.data.RawProfile;
import dev.lethe.bench.retailer.crowd.Crowd;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.block.CandidatePairs;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;

/** Pairs of candidates scored in a second by one thread. */
final class ScoreSpeed {

  private static final int PROFILES = 50_000;
  private static final int ROUNDS = 5;

  private ScoreSpeed() {}

  /** The best of some rounds over all candidates, after the first has warmed up. */
  static double pairsPerSecond() {
    var raw = new ArrayList<RawProfile>(PROFILES);
    Crowd.make(
        1,
        PROFILES,
        profile ->
            raw.add(new RawProfile(profile.id(), profile.source(), "US", profile.attributes())));
    var profiles = Resolving.normalised(raw);
    var attributes = profiles.stream().map(Profile::attributes).toList();
    var scorer = new Scorer(Model.shipped(), CountedFrequencies.of(attributes));
    var prepared = attributes.stream().map(scorer::prepare).toArray(Prepared[]::new);
    var pairs = CandidatePairs.of(profiles);
    var best = 0.0;
    for (var round = 0; round <= ROUNDS; round++) {
      var speed = round(scorer, prepared, pairs);
      best = round == 0 ? 0 : Math.max(best, speed);
    }
    return best;
  }

  private static double round(Scorer scorer, Prepared[] prepared, CandidatePairs pairs) {
    var begun = System.nanoTime();
    var sum = 0.0;
    for (var k = 0; k < pairs.size(); k++) {
      sum += scorer.weight(prepared[pairs.first(k)], prepared[pairs.second(k)]);
    }
    var seconds = (System.nanoTime() - begun) / 1e9;
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("a pair was scored as no number");
    }
    return pairs.size() / seconds;
  }
}
