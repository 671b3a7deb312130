package dev.lethe.identitygraph.score;

import java.util.List;

/** The likelihood ratio of every level of every field by one model. Immutable. */
final class LevelRatios {

  private final float[][] stranger = new float[ComparedFields.COUNT][];
  private final float[][] household = new float[ComparedFields.COUNT][];

  /**
   * Those of a model, in the order of the comparisons.
   *
   * @throws IllegalArgumentException when the model's levels are not those that the comparisons
   *     know
   */
  LevelRatios(Model model, Comparison[] comparisons) {
    for (var f = 0; f < comparisons.length; f++) {
      var levels = levels(model, comparisons[f]);
      stranger[f] = ratios(levels.levels().stream().map(Model.Level::weight).toList());
      household[f] = ratios(levels.household().stream().map(Model.HouseholdLevel::weight).toList());
    }
  }

  private static Model.Field levels(Model model, Comparison comparison) {
    var field =
        model.fields().stream()
            .filter(candidate -> candidate.field().equals(comparison.field()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("the model lacks " + comparison.field()));
    var names = field.levels().stream().map(Model.Level::name).toList();
    var rivals = field.household().stream().map(Model.HouseholdLevel::name).toList();
    if (!names.equals(comparison.levels()) || !rivals.equals(comparison.householdLevels())) {
      throw new IllegalArgumentException("the model has other levels for " + comparison.field());
    }
    return field;
  }

  private static float[] ratios(List<Double> weights) {
    var ratios = new float[weights.size()];
    for (var i = 0; i < ratios.length; i++) {
      ratios[i] = (float) Math.pow(2, weights.get(i));
    }
    return ratios;
  }

  /** The likelihood ratio of a field against strangers; 1 where nothing is known. */
  float strangerOf(Findings findings, int field) {
    var level = findings.level[field];
    return level < 0 ? 1 : stranger[field][level] * findings.factor[field];
  }

  /** The likelihood ratio of a field against members of one household. */
  float householdOf(Findings findings, int field) {
    var level = findings.household[field];
    return level < 0 ? 1 : household[field][level];
  }

  /** The product over fields, given as bits by place. */
  double stranger(Findings findings, int fields) {
    var product = 1.0;
    for (var rest = fields; rest != 0; rest &= rest - 1) {
      product *= strangerOf(findings, Integer.numberOfTrailingZeros(rest));
    }
    return product;
  }

  /** The same against members of one household. */
  double household(Findings findings, int fields) {
    var product = 1.0;
    for (var rest = fields; rest != 0; rest &= rest - 1) {
      product *= householdOf(findings, Integer.numberOfTrailingZeros(rest));
    }
    return product;
  }

  /** The most that a field can multiply with where no rare value speaks louder; at least 1. */
  double bestStranger(int field) {
    return best(stranger[field]);
  }

  /** The same against members of one household. */
  double bestHousehold(int field) {
    return best(household[field]);
  }

  private static double best(float[] ratios) {
    var best = 1.0;
    for (var ratio : ratios) {
      best = Math.max(best, ratio);
    }
    return best;
  }
}
