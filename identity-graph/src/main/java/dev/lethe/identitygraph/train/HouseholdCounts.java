package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.score.ComparedFields;
import java.util.Arrays;
import java.util.List;

/** How often each household level was seen, by field. Not thread-safe. */
final class HouseholdCounts {

  private final double[][] levels = new double[ComparedFields.COUNT][];
  private double pairs;

  HouseholdCounts() {
    Arrays.setAll(levels, f -> new double[ComparedFields.householdLevels(f)]);
  }

  void add(long pattern, double amount) {
    pairs += amount;
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      var level = Pattern.householdLevel(pattern, f);
      if (level >= 0) {
        levels[f][level] += amount;
      }
    }
  }

  static HouseholdCounts sum(List<HouseholdCounts> parts) {
    var all = new HouseholdCounts();
    for (var part : parts) {
      all.pairs += part.pairs;
      for (var f = 0; f < ComparedFields.COUNT; f++) {
        for (var l = 0; l < all.levels[f].length; l++) {
          all.levels[f][l] += part.levels[f][l];
        }
      }
    }
    return all;
  }

  double[][] levels() {
    return levels;
  }

  double pairs() {
    return pairs;
  }
}
