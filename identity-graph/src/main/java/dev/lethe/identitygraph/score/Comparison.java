package dev.lethe.identitygraph.score;

import java.util.List;

/**
 * Compares one field, or several fields that depend on each other, and names the level of
 * agreement. Symmetric. Writes nothing where there is nothing to compare.
 */
interface Comparison {

  String field();

  /** Every level that tells one person from two strangers, in the order of their indices. */
  List<String> levels();

  /** Every level that tells one person from two members of a household. */
  List<String> householdLevels();

  /** Whether a profile has what is compared here; where one of two has not, nothing is written. */
  boolean knows(Prepared profile);

  /** The same for what tells one person from two members of a household. */
  default boolean knowsHousehold(Prepared profile) {
    return knows(profile);
  }

  /** Compares and writes what was seen to place {@code field} of the findings. */
  void compare(Prepared a, Prepared b, int field, Findings findings);
}
