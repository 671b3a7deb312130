package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.Profile;
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
    var generic = listed;
    var round = 1;
    while (true) {
      var scorer = new Scorer(model, generic.over(frequencies));
      var resolution =
          new Resolver(scorer, settings).resolve(profiles, constraints, generic::mutes);
      var found = generic.and(GenericValues.count(profiles, resolution.clusters()));
      if (found.equals(generic) || round == MOST_ROUNDS) {
        return new Outcome(resolution, generic, round);
      }
      generic = found;
      round++;
    }
  }
}
