package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.block.Blocks;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that training looks at: the profiles and what pairs of them show. */
final class Evidence {

  private static final int FEWEST_PAIRS = 100;
  private static final int MOST_SAMPLED = 2_000_000;

  final List<Profile> profiles;
  final CountedFrequencies frequencies;
  final Blocks blocks;
  private final Model start;

  /** Profiles in the order of their ids. */
  Evidence(List<Profile> profiles, Model start) {
    this.profiles = profiles;
    this.start = start;
    this.frequencies = CountedFrequencies.of(profiles.stream().map(Profile::attributes).toList());
    this.blocks = Blocks.of(profiles);
  }

  int size() {
    return profiles.size();
  }

  /** Counts pairs by the comparisons of this model. */
  Pairs pairs(Model model) {
    var scorer = new Scorer(model, frequencies);
    return new Pairs(
        scorer,
        profiles.parallelStream()
            .map(profile -> scorer.prepare(profile.attributes()))
            .toArray(Prepared[]::new),
        blocks);
  }

  /** How many random pairs to draw. */
  int sampleSize() {
    return (int) Math.min(MOST_SAMPLED, Math.max(200_000L, (long) size() * size() / 2));
  }

  /** The patterns of every pass that found enough pairs. */
  Map<Pass, PatternCounts.Table> passes(Pairs pairs) {
    var tables = new LinkedHashMap<Pass, PatternCounts.Table>();
    for (var pass : Pass.ALL) {
      var table = pairs.candidates(blocks.only(pass.rules()));
      if (table.total() >= FEWEST_PAIRS) {
        tables.put(pass, table);
      }
    }
    return tables;
  }

  Model start() {
    return start;
  }
}
