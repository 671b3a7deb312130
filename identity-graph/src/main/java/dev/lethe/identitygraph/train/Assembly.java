package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.score.ComparedFields;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what was learned into a model. */
final class Assembly {

  private static final int DIGITS = 6;
  private static final double LEAST_SHARE = .001;

  private Assembly() {}

  static Model model(
      String id,
      Weights weights,
      List<List<Model.HouseholdLevel>> household,
      List<Model.Alias> aliases,
      Evidence evidence,
      @Nullable Training training) {
    var start = evidence.start();
    var fields = new ArrayList<Model.Field>();
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      fields.add(
          new Model.Field(
              start.fields().get(f).field(), levels(f, weights, evidence), household.get(f)));
    }
    return new Model(
        id,
        weights.matches * (evidence.size() - 1),
        weights.housemates * (evidence.size() - 1),
        Math.min(evidence.size(), start.minimumPopulation()),
        fields,
        aliases,
        training);
  }

  private static List<Model.Level> levels(int field, Weights weights, Evidence evidence) {
    var start = evidence.start().fields().get(field).levels();
    var levels = new ArrayList<Model.Level>();
    for (var l = 0; l < start.size(); l++) {
      var level = start.get(l);
      levels.add(
          new Model.Level(
              level.name(),
              rounded(weights.m[field][l]),
              rounded(weights.u[field][l]),
              level.share() == null ? null : share(level.name(), evidence.profiles)));
    }
    return levels;
  }

  /** Dates of 1 January are a class of their own: they mostly stand for a year. */
  private static double share(String level, List<Profile> profiles) {
    if (!level.startsWith("exact")) {
      return 1;
    }
    var dates =
        profiles.stream()
            .map(profile -> profile.attributes().birthDate())
            .filter(java.util.Objects::nonNull)
            .toList();
    var years = dates.stream().filter(date -> date.yearOnly()).count();
    var share = (double) (level.equals("exact") ? dates.size() - years : years);
    return rounded(Math.max(LEAST_SHARE, share / Math.max(1, dates.size())));
  }

  private static double rounded(double probability) {
    var scale = Math.pow(10, DIGITS - Math.ceil(Math.log10(probability)));
    return Math.min(1, Math.round(probability * scale) / scale);
  }

  static List<Training.Observed> observed(PatternCounts.Table candidates) {
    var sums = candidates.sums();
    var observed = new ArrayList<Training.Observed>();
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      observed.add(
          new Training.Observed(
              ComparedFields.names().get(f),
              Arrays.stream(sums[f]).mapToObj(sum -> Math.round(sum)).toList()));
    }
    return observed;
  }
}
