package dev.lethe.identitygraph.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * An explanation as bars that lead from nothing to the total, each beginning where the one before
 * it ended. All figures are bits; values are masked.
 */
public record Waterfall(List<Bar> bars, double total, double threshold, String model) {

  private static final double ROUNDING = 0.005;

  /**
   * One bar.
   *
   * @param field {@code prior}, the name of a compared field, or {@code household} for the rival
   *     explanation that two members of one household look alike
   * @param level what was found, in words
   */
  public record Bar(
      String field, String level, double bits, double from, double to, String left, String right) {}

  public Waterfall {
    bars = List.copyOf(bars);
  }

  /** The bars of an explanation; their bits add up to its total. */
  public static Waterfall of(Explanation explanation) {
    var bars = new ArrayList<Bar>();
    bars.add(
        new Bar(
            "prior",
            "before anything is compared",
            explanation.prior(),
            0,
            explanation.prior(),
            "",
            ""));
    for (var finding : explanation.findings()) {
      if (!finding.sign().equals("!")) {
        add(bars, finding);
      }
    }
    var rest = explanation.total() - end(bars);
    if (Math.abs(rest) > ROUNDING) {
      var rival = "two members of one household would look alike";
      bars.add(new Bar("household", rival, rounded(rest), end(bars), explanation.total(), "", ""));
    }
    return new Waterfall(bars, explanation.total(), explanation.threshold(), explanation.model());
  }

  private static void add(List<Bar> bars, Explanation.Finding finding) {
    var from = end(bars);
    bars.add(
        new Bar(
            finding.field(),
            finding.level(),
            finding.weight(),
            from,
            rounded(from + finding.weight()),
            finding.left(),
            finding.right()));
  }

  private static double end(List<Bar> bars) {
    return bars.getLast().to();
  }

  private static double rounded(double bits) {
    return Math.round(bits * 100) / 100.0;
  }
}
