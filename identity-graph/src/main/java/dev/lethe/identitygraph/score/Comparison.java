package dev.lethe.identitygraph.score;

import java.util.List;

/**
 * Compares one field, or several fields that depend on each other, and names the level of
 * agreement. Symmetric.
 */
interface Comparison {

  String field();

  /** Every level that tells one person from two strangers, in the order of their indices. */
  List<String> levels();

  /** Every level that tells one person from two members of a household. */
  List<String> householdLevels();

  Match compare(Prepared a, Prepared b);
}
