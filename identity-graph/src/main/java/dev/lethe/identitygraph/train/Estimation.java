package dev.lethe.identitygraph.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * First weights from patterns alone. Random pairs hold some matches, and those inflate {@code u} of
 * the strongest levels; so {@code u} is counted again with each pair weighed by how little it looks
 * like a match, in turn with {@code m}.
 */
final class Estimation {

  private static final int TURNS = 4;
  private static final double POOR = .01;

  private final Prior prior;
  private final PatternCounts.Table candidates;
  private final PatternCounts.Table random;
  private final Map<Pass, PatternCounts.Table> passes;
  private final int profiles;

  Estimation(
      Prior prior,
      PatternCounts.Table candidates,
      PatternCounts.Table random,
      Map<Pass, PatternCounts.Table> passes,
      int profiles) {
    this.prior = prior;
    this.candidates = candidates;
    this.random = random;
    this.passes = passes;
    this.profiles = profiles;
  }

  /** Fills {@code m}; answers the rounds of expectation maximisation. */
  private interface Step {
    int improve(Weights weights);
  }

  /** First weights and the rounds they took. */
  record Estimate(Weights weights, int rounds) {}

  /** One pass per field that pairs agree in; each level is the median over the passes. */
  Estimate byPasses() {
    return estimate(this::passesOnce);
  }

  /** All candidates at once, every field learning. */
  Estimate byUnion() {
    return estimate(weights -> {
      var all = weights.copy();
      all.matches = .1;
      all.housemates = .1;
      var rounds = new Expectation(candidates, Weights.everyField(), prior).run(all);
      System.arraycopy(all.m, 0, weights.m, 0, all.m.length);
      return rounds;
    });
  }

  private Estimate estimate(Step step) {
    var weights = prior.start();
    count(weights, false);
    var rounds = 0;
    for (var turn = 1; turn <= TURNS; turn++) {
      rounds += step.improve(weights);
      prior.shares(candidates, profiles, weights);
      if (turn < TURNS) {
        count(weights, true);
      }
    }
    return new Estimate(weights, rounds);
  }

  private void count(Weights weights, boolean corrected) {
    var sums = corrected ? random.others(Classes.of(random, weights)) : random.sums();
    prior.strangers(sums, weights);
    if (corrected) {
      prior.sharedIdentifiers(candidates, random, profiles, weights);
    }
  }

  private int passesOnce(Weights weights) {
    var taught = new ArrayList<Weights>();
    var active = new ArrayList<boolean[]>();
    var rounds = 0;
    for (var entry : passes.entrySet()) {
      var learned = weights.copy();
      learned.matches = .5;
      learned.housemates = .1;
      rounds += new Expectation(entry.getValue(), entry.getKey().active(), prior).run(learned);
      if (learned.matches > POOR) {
        taught.add(learned);
        active.add(entry.getKey().active());
      }
    }
    for (var f = 0; f < weights.m.length; f++) {
      median(f, taught, active, weights);
    }
    return rounds;
  }

  private static void median(
      int field, List<Weights> taught, List<boolean[]> active, Weights weights) {
    var teachers = new ArrayList<double[]>();
    for (var k = 0; k < taught.size(); k++) {
      if (active.get(k)[field]) {
        teachers.add(taught.get(k).m[field]);
      }
    }
    if (!teachers.isEmpty()) {
      var levels = new double[weights.m[field].length];
      for (var l = 0; l < levels.length; l++) {
        var level = l;
        levels[l] = median(teachers.stream().mapToDouble(m -> Math.log(m[level])).toArray());
      }
      weights.m[field] = Weights.normalised(levels);
    }
  }

  private static double median(double[] logs) {
    Arrays.sort(logs);
    var middle = logs.length / 2;
    return Math.exp(logs.length % 2 == 1 ? logs[middle] : (logs[middle - 1] + logs[middle]) / 2);
  }
}
