package dev.lethe.identitygraph.cluster;

/**
 * How readily profiles become one customer. {@code threshold} is in bits: 0 is "more likely than
 * not"; {@code sizePenalty} is taken per doubling of the smaller side; pairs below {@code
 * edgeFloor} never start a merge; {@code householdCaution} is taken from what speaks against two
 * members of one household.
 */
public record Settings(
    double threshold, double sizePenalty, double edgeFloor, double householdCaution) {

  /** For everyday resolution: more likely than not. */
  public static final Settings RESOLVE = new Settings(0, 1, -3, 0);

  /**
   * For deciding alone what belongs to a person who asks for erasure: five to one by the model,
   * which is under-confident there (on historical_50k two in a thousand such pairs are wrong), and
   * ten to one against a housemate, for whom name and address are no proof.
   */
  public static final Settings ERASE = new Settings(2.3, 1, -3, 1);

  public Settings {
    if (sizePenalty < 0 || householdCaution < 0 || edgeFloor > threshold) {
      throw new IllegalArgumentException(
          "a penalty is not a bonus, and the floor lies below the threshold");
    }
  }
}
