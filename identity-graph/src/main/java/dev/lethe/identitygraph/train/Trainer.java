package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.cluster.Constraints;
import dev.lethe.identitygraph.cluster.Resolver;
import dev.lethe.identitygraph.cluster.Settings;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import dev.lethe.identitygraph.score.Training;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Learns a model from profiles alone, without labels. First weights come two ways, by passes over
 * pairs that agree in one field and by all candidates at once; each is clustered and counted again
 * on its own clusters, and the way that explains the candidates better is kept. Its clusters teach
 * aliases and, within what the start model believes, what housemates look like, and the weights are
 * counted once more.
 *
 * <p>The same set of profiles, start and seed give the same model to the last bit, whatever the
 * order of the profiles and the number of cores.
 */
public final class Trainer {

  /** With fewer profiles than this the shipped model is the better guess. */
  public static final int FEWEST_PROFILES = 500;

  private static final int STEPS = 7;
  private static final int LIKELIHOOD_ROUNDS = 20;
  private final Model start;
  private final long seed;
  private final Consumer<Progress> progress;

  /** A trainer that begins with the beliefs of {@code start}. */
  public Trainer(Model start, long seed, Consumer<Progress> progress) {
    this.start = start;
    this.seed = seed;
    this.progress = progress;
  }

  /** One way, carried as far as its likelihood. */
  private record Candidate(
      String name, int passes, int rounds, int[][] clusters, Weights weights, double likelihood) {}

  /**
   * Trains a model.
   *
   * @param id the id that the new model gets
   * @throws IllegalArgumentException when there are fewer than {@value #FEWEST_PROFILES} profiles
   */
  public Model train(Collection<Profile> profiles, String id) {
    if (profiles.size() < FEWEST_PROFILES) {
      throw new IllegalArgumentException(
          "training needs at least " + FEWEST_PROFILES + " profiles, not " + profiles.size());
    }
    step("blocking", 0);
    var sorted = profiles.stream().sorted(Comparator.comparing(Profile::id)).toList();
    var evidence = new Evidence(sorted, start);
    var prior = new Prior(start);
    step("comparing", 1);
    var pairs = evidence.pairs(start);
    var candidates = pairs.candidates();
    var random = pairs.sample(evidence.sampleSize(), seed, (a, b) -> true);
    var passes = evidence.passes(pairs);
    var estimation = new Estimation(prior, candidates, random, passes, evidence.size());
    var ways = new ArrayList<Candidate>();
    step("clustering by passes", 2);
    ways.add(way("passes", passes.size(), estimation.byPasses(), evidence, pairs, candidates));
    step("clustering by all candidates", 3);
    ways.add(way("union", 1, estimation.byUnion(), evidence, pairs, candidates));
    var best = ways.stream().max(Comparator.comparingDouble(Candidate::likelihood)).orElseThrow();
    var report = report(evidence, candidates, random, ways, best);
    return refined(best, evidence, pairs, candidates, report, id);
  }

  private void step(String name, int number) {
    progress.accept(new Progress(name, (double) number / STEPS));
  }

  private Candidate way(
      String name,
      int passes,
      Estimation.Estimate estimate,
      Evidence evidence,
      Pairs pairs,
      PatternCounts.Table candidates) {
    var first = Assembly.model("draft", estimate.weights(), believed(), List.of(), evidence, null);
    var clusters = clusters(first, evidence);
    var counted =
        new SelfTraining(evidence, new Prior(start), seed + 1).on(clusters, pairs, candidates);
    return new Candidate(
        name,
        passes,
        estimate.rounds(),
        clusters,
        counted,
        Classes.likelihood(candidates, counted, LIKELIHOOD_ROUNDS));
  }

  private Model refined(
      Candidate best,
      Evidence evidence,
      Pairs pairs,
      PatternCounts.Table candidates,
      Training report,
      String id) {
    step("learning aliases and housemates", 4);
    var learner = new AliasLearner(evidence.profiles, evidence.frequencies);
    var aliases = learner.learn(best.clusters());
    var household = Housemates.on(best.clusters(), pairs, evidence, best.weights());
    var weights = best.weights().against(household);
    new Prior(start).housemates(candidates, evidence.size(), weights);
    var second = Assembly.model("draft", weights, household, aliases, evidence, null);
    step("clustering again", 5);
    var clusters = clusters(second, evidence);
    step("counting again", 6);
    return new SelfTraining(evidence, new Prior(start), seed + 2)
        .model(id, clusters, evidence.pairs(second), learner.learn(clusters), report);
  }

  private List<List<Model.HouseholdLevel>> believed() {
    return start.fields().stream().map(Model.Field::household).toList();
  }

  private static int[][] clusters(Model model, Evidence evidence) {
    return new Resolver(new Scorer(model, evidence.frequencies), Settings.RESOLVE)
        .positions(evidence.profiles, evidence.blocks, Constraints.NONE);
  }

  private static Training report(
      Evidence evidence,
      PatternCounts.Table candidates,
      PatternCounts.Table random,
      List<Candidate> ways,
      Candidate best) {
    return new Training(
        evidence.size(),
        candidates.total(),
        random.total(),
        best.name(),
        ways.stream()
            .map(way -> new Training.Way(way.name(), way.passes(), way.rounds(), way.likelihood()))
            .toList(),
        best.weights().matches,
        Assembly.observed(candidates));
  }
}
