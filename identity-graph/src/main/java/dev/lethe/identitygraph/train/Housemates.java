package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.score.ComparedFields;
import dev.lethe.identitygraph.score.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What tells one person from two of a household, counted on clusters: pairs within them against
 * candidate pairs at one address across them, each weighed by how little it looks like a match.
 *
 * <p>Housemates that share a mailbox or a birth date are the first to be merged, and then missing
 * among those kept apart. So agreement never comes to speak louder than the start model believes;
 * disagreement may.
 */
final class Housemates {

  private static final double BELIEVED = 20;
  private static final int SAME_ADDRESS = 0;
  private static final int SAME_PHONE = 0;
  private static final int LOCATION = ComparedFields.names().indexOf("location");
  private static final int PHONE = ComparedFields.names().indexOf("phone");

  private Housemates() {}

  static List<List<Model.HouseholdLevel>> on(
      int[][] clusters, Pairs pairs, Evidence evidence, Weights weights) {
    var within = pairs.householdWithin(clusters).levels();
    var across = pairs.housematesAcross(clusters, LOCATION, SAME_ADDRESS, weights).levels();
    // Pairs chosen by their address cannot teach what an address says; their phone can.
    across[LOCATION] =
        pairs.housematesAcross(clusters, PHONE, SAME_PHONE, weights).levels()[LOCATION];
    var levels = new ArrayList<List<Model.HouseholdLevel>>();
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      levels.add(counted(evidence.start().fields().get(f).household(), within[f], across[f]));
    }
    return levels;
  }

  private static List<Model.HouseholdLevel> counted(
      List<Model.HouseholdLevel> start, double[] within, double[] across) {
    var h = share(across, start.stream().mapToDouble(Model.HouseholdLevel::h).toArray());
    var m =
        faint(
            share(within, start.stream().mapToDouble(Model.HouseholdLevel::m).toArray()),
            h,
            within);
    var levels = new ArrayList<Model.HouseholdLevel>();
    for (var l = 0; l < start.size(); l++) {
      var believed = start.get(l).m() / start.get(l).h();
      var least = believed > 1 ? m[l] / believed : 0;
      levels.add(
          new Model.HouseholdLevel(start.get(l).name(), m[l], Math.min(1, Math.max(h[l], least))));
    }
    return levels;
  }

  /**
   * Adds the same few imagined errors as {@code m} against strangers has ({@link Prior}). Were a
   * level rarer here than there, strangers that show it would pass for housemates.
   */
  private static double[] faint(double[] shares, double[] h, double[] counts) {
    var known = Arrays.stream(counts).sum() + BELIEVED;
    var steadied = new double[shares.length];
    for (var l = 0; l < shares.length; l++) {
      steadied[l] = (shares[l] * known + Prior.FAINT * h[l]) / (known + Prior.FAINT);
    }
    return steadied;
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
