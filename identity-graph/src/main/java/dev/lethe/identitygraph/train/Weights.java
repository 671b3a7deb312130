package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.score.ComparedFields;
import dev.lethe.identitygraph.score.Model;
import java.util.Arrays;
import java.util.List;

/**
 * Probabilities per field and level, and the shares of pairs that are one person and that are two
 * members of one household. What tells a person from a housemate is given and not learned by
 * expectation maximisation: pairs that agree much are full of housemates, and who learns from them
 * learns to merge them. Mutable.
 */
final class Weights {

  final double[][] m = new double[ComparedFields.COUNT][];
  final double[][] u = new double[ComparedFields.COUNT][];
  private final double[][] household;
  double matches = .1;
  double housemates = .1;

  private Weights(double[][] household) {
    this.household = household;
  }

  /** Those of a model, each field summing to one. */
  static Weights of(Model model) {
    var weights = new Weights(logs(model.fields().stream().map(Model.Field::household).toList()));
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      var levels = model.fields().get(f).levels();
      weights.m[f] = normalised(levels.stream().mapToDouble(Model.Level::m).toArray());
      weights.u[f] = normalised(levels.stream().mapToDouble(Model.Level::u).toArray());
    }
    return weights;
  }

  private static double[][] logs(List<List<Model.HouseholdLevel>> household) {
    return household.stream()
        .map(levels ->
            levels.stream().mapToDouble(level -> Math.log(level.m() / level.h())).toArray())
        .toArray(double[][]::new);
  }

  /** The same with other levels against housemates. */
  Weights against(List<List<Model.HouseholdLevel>> household) {
    var weights = new Weights(logs(household));
    System.arraycopy(m, 0, weights.m, 0, m.length);
    System.arraycopy(u, 0, weights.u, 0, u.length);
    weights.matches = matches;
    weights.housemates = housemates;
    return weights;
  }

  static double[] normalised(double[] values) {
    var sum = Arrays.stream(values).sum();
    return Arrays.stream(values).map(value -> value / sum).toArray();
  }

  Weights copy() {
    var copy = new Weights(household);
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      copy.m[f] = m[f].clone();
      copy.u[f] = u[f].clone();
    }
    copy.matches = matches;
    copy.housemates = housemates;
    return copy;
  }

  /** Natural logarithms of m/u per level; 0 for fields that are not active. */
  double[][] logRatios(boolean[] active) {
    var logs = new double[ComparedFields.COUNT][];
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      logs[f] = new double[m[f].length];
      for (var l = 0; active[f] && l < logs[f].length; l++) {
        logs[f][l] = Math.log(m[f][l] / u[f][l]);
      }
    }
    return logs;
  }

  /** The same against housemates. */
  double[][] householdLogs(boolean[] active) {
    var logs = household.clone();
    for (var f = 0; f < logs.length; f++) {
      logs[f] = active[f] ? logs[f] : new double[logs[f].length];
    }
    return logs;
  }

  static boolean[] everyField() {
    var all = new boolean[ComparedFields.COUNT];
    Arrays.fill(all, true);
    return all;
  }

  /** A sum of nothing for every field and level. */
  static double[][] nothing() {
    var sums = new double[ComparedFields.COUNT][];
    Arrays.setAll(sums, f -> new double[ComparedFields.levels(f)]);
    return sums;
  }
}
