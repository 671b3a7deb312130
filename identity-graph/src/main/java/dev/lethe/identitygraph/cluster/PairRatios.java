package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.score.ComparedFields;
import dev.lethe.identitygraph.score.Findings;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;

/**
 * The likelihood ratios of pairs of profiles, computed when first asked for and then remembered.
 * Not thread-safe.
 */
final class PairRatios {

  /** Ratios of one pair: every field against strangers, then against housemates. */
  static final int WIDTH = 2 * ComparedFields.COUNT;

  private final Scorer scorer;
  private final Prepared[] profiles;
  private final Findings findings;
  private final PairTable known;

  PairRatios(Scorer scorer, Prepared[] profiles) {
    this.scorer = scorer;
    this.profiles = profiles;
    this.findings = scorer.findings();
    this.known = new PairTable(profiles.length);
  }

  /** The fields of which a profile has something to compare, as {@link Prepared#known} has it. */
  int known(int profile) {
    return profiles[profile].known();
  }

  float[] of(int one, int other) {
    var a = Math.min(one, other);
    var b = Math.max(one, other);
    var ratios = known.get(a, b);
    if (ratios == null) {
      ratios = new float[WIDTH];
      scorer.weigh(profiles[a], profiles[b], findings, ratios);
      known.put(a, b, ratios);
    }
    return ratios;
  }
}
