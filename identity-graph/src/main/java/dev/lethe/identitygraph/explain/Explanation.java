package dev.lethe.identitygraph.explain;

import java.util.List;

/**
 * Why two profiles are, or are not, one person. Weights are bits and add up, with the prior, to the
 * total.
 */
public record Explanation(
    String sentence,
    double prior,
    double total,
    double threshold,
    double probability,
    String model,
    List<Finding> findings) {

  /**
   * What one field says. The sign is "+" for, "-" against, "~" for nothing either way, "!" for a
   * rival explanation. Values are masked.
   */
  public record Finding(
      String field, String level, String sign, double weight, String left, String right) {}

  public Explanation {
    findings = List.copyOf(findings);
  }
}
