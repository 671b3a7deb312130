package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.block.Blocks;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import java.util.Collection;

/**
 * Resolves all profiles there are: what a background settle pass brings the stored state to, and
 * what a batch gives. Resolves once, counts the customers of every identifier, sets aside what too
 * many share, and resolves again without it, until nothing more is set aside or {@value
 * #MOST_ROUNDS} rounds are over. A pure function of the set of profiles, the model, the
 * frequencies, the constraints and the values listed. Thread-safe.
 */
public final class PopulationResolver {

  /** Levels only rise from round to round; a till's phone shows in the first. */
  public static final int MOST_ROUNDS = 3;

  private final Model model;
  private final Frequencies frequencies;
  private final Settings settings;

  public PopulationResolver(Model model, Frequencies frequencies, Settings settings) {
    this.model = model;
    this.frequencies = frequencies;
    this.settings = settings;
  }

  /** Who is who, and what was set aside to find it out. */
  public record Outcome(Resolution resolution, GenericValues generic, int rounds) {}

  /**
   * Resolves the profiles.
   *
   * @param listed values known to be generic whatever is counted
   */
  public Outcome resolve(
      Collection<Profile> profiles, Constraints constraints, GenericValues listed) {
    var sorted = Resolver.sorted(profiles);
    var blocks = Blocks.of(sorted);
    var limits = new Limits(sorted, constraints);
    var generic = listed;
    var scorer = new Scorer(model, generic.over(frequencies));
    var prepared = Resolver.prepared(scorer, sorted);
    var clusters =
        new Clustering(scorer, settings, prepared, limits)
            .of(blocks.without(generic.levels().keySet()));
    for (var round = 1; ; round++) {
      var found = generic.and(GenericValues.count(sorted, blocks, clusters.members()));
      if (found.equals(generic) || round == MOST_ROUNDS) {
        return new Outcome(Resolver.named(clusters, sorted), generic, round);
      }
      // Only who holds what is set aside now can fare otherwise than in the round before.
      var changed = found.holdersOfFallen(generic, sorted, blocks);
      generic = found;
      scorer = scorer.demoting(generic.over(frequencies));
      for (var position = changed.nextSetBit(0);
          position >= 0;
          position = changed.nextSetBit(position + 1)) {
        prepared[position] = scorer.prepare(sorted.get(position).attributes());
      }
      clusters =
          new Clustering(scorer, settings, prepared, limits)
              .again(clusters, blocks.without(generic.levels().keySet()), changed);
    }
  }
}
