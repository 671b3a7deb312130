package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rival of a match: two people of one household. Counted on candidate pairs at one address that
 * lie in different clusters, each weighed by how little it looks like a match, against pairs within
 * clusters.
 *
 * @param expected other people of the household that a profile has on average
 */
record Housemates(List<List<Model.HouseholdLevel>> levels, double expected) {

  private static final double BELIEVED = 20;
  private static final int SAME_ADDRESS = 0;
  private static final int LOCATION = Scorer.fields().indexOf("location");

  /** As the start model believes: for first clusters, which must not merge whole households. */
  static Housemates believed(Model start) {
    return new Housemates(
        start.fields().stream().map(Model.Field::household).toList(), start.expectedHousemates());
  }

  static Housemates on(int[][] clusters, Pairs pairs, Evidence evidence, Weights weights) {
    var within = pairs.householdWithin(clusters);
    var across = pairs.housematesAcross(clusters, evidence.blocks, LOCATION, SAME_ADDRESS, weights);
    var levels = new ArrayList<List<Model.HouseholdLevel>>();
    for (var f = 0; f < Scorer.FIELDS; f++) {
      var start = evidence.start().fields().get(f).household();
      levels.add(f == LOCATION ? start : counted(start, within.levels()[f], across.levels()[f]));
    }
    return new Housemates(levels, 2 * (across.pairs() + 1) / evidence.size());
  }

  private static List<Model.HouseholdLevel> counted(
      List<Model.HouseholdLevel> start, double[] within, double[] across) {
    var m = share(within, start.stream().mapToDouble(Model.HouseholdLevel::m).toArray());
    var h = share(across, start.stream().mapToDouble(Model.HouseholdLevel::h).toArray());
    var levels = new ArrayList<Model.HouseholdLevel>();
    for (var l = 0; l < start.size(); l++) {
      levels.add(new Model.HouseholdLevel(start.get(l).name(), m[l], h[l]));
    }
    return levels;
  }

  private static double[] share(double[] counts, double[] believed) {
    var prior = Weights.normalised(believed);
    var known = Arrays.stream(counts).sum();
    var shares = new double[counts.length];
    for (var l = 0; l < shares.length; l++) {
      shares[l] = (counts[l] + BELIEVED * prior[l]) / (known + BELIEVED);
    }
    return shares;
  }
}
