package dev.lethe.bench.identity;

import dev.lethe.bench.identity.data.RawProfile;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.CandidatePairs;
import dev.lethe.identitygraph.cluster.Constraints;
import dev.lethe.identitygraph.cluster.GenericValues;
import dev.lethe.identitygraph.cluster.PopulationResolver;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.identitygraph.cluster.Settings;
import dev.lethe.identitygraph.normalise.Normaliser;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.train.Trainer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Profiles to customers, as a batch does it: normalise, train, resolve. It is given no label, and
 * could not read one.
 */
public final class Resolving {

  private static final Normaliser NORMALISER =
      new Normaliser(() -> Instant.parse("2026-01-01T00:00:00Z"), "US");

  private static final long SEED = 1;
  private final @Nullable Model given;

  /** Resolving by this model; without one, by a model trained on the profiles themselves. */
  public Resolving(@Nullable Model given) {
    this.given = given;
  }

  /**
   * What came out.
   *
   * @param profiles normalised, in the order of their ids
   * @param model that scored
   * @param usual the partition at the default bound
   * @param seconds from raw values to the usual partition
   */
  public record Outcome(
      List<Profile> profiles,
      Model model,
      Frequencies frequencies,
      Constraints constraints,
      Resolution usual,
      double seconds) {

    private Outcome later(double by) {
      return new Outcome(profiles, model, frequencies, constraints, usual, seconds + by);
    }

    /** The partition at the bound at which erasure may act alone. */
    public Resolution forErasure() {
      return resolved(profiles, model, frequencies, constraints, Settings.ERASE);
    }

    /** The pairs that blocking finds, by position among the profiles. */
    public CandidatePairs candidates() {
      return CandidatePairs.of(profiles);
    }

    /** The ids by position. */
    public List<ProfileId> ids() {
      return profiles.stream().map(Profile::id).toList();
    }
  }

  /** Resolves the profiles of one data set; the clock runs from the raw values. */
  public Outcome run(List<RawProfile> raw, Set<String> duplicateFreeSources) {
    var begun = System.nanoTime();
    var profiles = normalised(raw);
    var normalising = (System.nanoTime() - begun) / 1e9;
    var outcome = resolved(profiles, duplicateFreeSources);
    return outcome.later(normalising);
  }

  /** Resolves normalised profiles; the clock runs from there. */
  public Outcome resolved(List<Profile> profiles, Set<String> duplicateFreeSources) {
    var begun = System.nanoTime();
    var frequencies = CountedFrequencies.of(profiles.stream().map(Profile::attributes).toList());
    var model = given == null ? trained(profiles) : given;
    var constraints = new Constraints(duplicateFreeSources, Set.of(), Set.of());
    var usual = resolved(profiles, model, frequencies, constraints, Settings.RESOLVE);
    return new Outcome(
        profiles, model, frequencies, constraints, usual, (System.nanoTime() - begun) / 1e9);
  }

  /** Few profiles teach less than what ships already knows. */
  private static Model trained(List<Profile> profiles) {
    return profiles.size() < Trainer.FEWEST_PROFILES
        ? Model.shipped()
        : new Trainer(Model.believed(), SEED, progress -> {}).train(profiles, "evaluated");
  }

  private static Resolution resolved(
      List<Profile> profiles,
      Model model,
      Frequencies frequencies,
      Constraints constraints,
      Settings bound) {
    return new PopulationResolver(model, frequencies, bound)
        .resolve(profiles, constraints, GenericValues.NONE)
        .resolution();
  }

  /** The profiles as the library compares them, in the order of their ids. */
  public static List<Profile> normalised(List<RawProfile> raw) {
    return raw.parallelStream()
        .map(profile ->
            new Profile(
                profile.id(),
                profile.source(),
                NORMALISER.normalise(profile.attributes(), profile.country()).attributes()))
        .sorted(Comparator.comparing(Profile::id))
        .toList();
  }
}
