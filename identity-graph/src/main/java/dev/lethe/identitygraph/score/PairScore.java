package dev.lethe.identitygraph.score;

import java.util.List;

/**
 * Everything a score of two profiles rests on. {@code stranger} and {@code household} are the bits
 * for one person against either rival, prior included.
 */
public record PairScore(
    String model, double prior, List<Evidence> evidence, double stranger, double household) {

  /** One field's share. A level of −1 says that there was nothing to compare. */
  public record Evidence(
      String field,
      int level,
      String levelName,
      double weight,
      int householdLevel,
      double householdWeight) {}

  public PairScore {
    evidence = List.copyOf(evidence);
  }

  /** Bits for one person against both rivals together. */
  public double weight() {
    return Bits.against(stranger, household);
  }

  /** The same with so many bits less against members of one household. */
  public double weight(double householdCaution) {
    return Bits.against(stranger, household - householdCaution);
  }

  /** The probability of one person. */
  public double probability() {
    return Bits.probability(weight());
  }
}
