package dev.lethe.identitygraph.score;

/**
 * The least products of likelihood ratios, against either rival, with which a pair reaches a weight
 * that somebody wants to know.
 */
public record Floor(double stranger, double household) {

  /** Room for the rounding of products, so that no pair at the floor is taken to be below. */
  private static final double ROUNDING = 1 - 1e-9;

  static Floor of(double strangerBits, double householdBits) {
    return new Floor(Math.pow(2, strangerBits) * ROUNDING, Math.pow(2, householdBits) * ROUNDING);
  }

  /** Whether a pair with these products is certainly below: it is nearer to one rival or more. */
  boolean above(double stranger, double household) {
    return stranger < this.stranger || household < this.household;
  }
}
