package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import java.util.Arrays;

/** Probabilities per field and level, and the share of pairs that are one person. Mutable. */
final class Weights {

  final double[][] m = new double[Scorer.FIELDS][];
  final double[][] u = new double[Scorer.FIELDS][];
  double lambda;

  private Weights() {}

  /** Those of a model, each field summing to one. */
  static Weights of(Model model) {
    var weights = new Weights();
    for (var f = 0; f < Scorer.FIELDS; f++) {
      var levels = model.fields().get(f).levels();
      weights.m[f] = normalised(levels.stream().mapToDouble(Model.Level::m).toArray());
      weights.u[f] = normalised(levels.stream().mapToDouble(Model.Level::u).toArray());
    }
    weights.lambda = .5;
    return weights;
  }

  static double[] normalised(double[] values) {
    var sum = Arrays.stream(values).sum();
    return Arrays.stream(values).map(value -> value / sum).toArray();
  }

  Weights copy() {
    var copy = new Weights();
    for (var f = 0; f < Scorer.FIELDS; f++) {
      copy.m[f] = m[f].clone();
      copy.u[f] = u[f].clone();
    }
    copy.lambda = lambda;
    return copy;
  }

  /** Natural logarithms of m/u per level; 0 for fields that are not active. */
  double[][] logRatios(boolean[] active) {
    var logs = new double[Scorer.FIELDS][];
    for (var f = 0; f < Scorer.FIELDS; f++) {
      logs[f] = new double[m[f].length];
      for (var l = 0; active[f] && l < logs[f].length; l++) {
        logs[f][l] = Math.log(m[f][l] / u[f][l]);
      }
    }
    return logs;
  }

  /** The probability of one person for each pattern of a table. */
  double[] probabilities(PatternCounts.Table table) {
    var logs = logRatios(everyField());
    var odds = Math.log(lambda / (1 - lambda));
    return Arrays.stream(table.patterns())
        .mapToDouble(pattern -> 1 / (1 + Math.exp(-odds - Pattern.sum(pattern, logs))))
        .toArray();
  }

  static boolean[] everyField() {
    var all = new boolean[Scorer.FIELDS];
    Arrays.fill(all, true);
    return all;
  }

  /** A sum of nothing for every field and level. */
  static double[][] nothing() {
    var sums = new double[Scorer.FIELDS][];
    Arrays.setAll(sums, f -> new double[Scorer.levels(f)]);
    return sums;
  }
}
