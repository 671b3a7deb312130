package dev.lethe.identitygraph.score;

import java.util.Arrays;

/**
 * What the comparisons of one pair saw, and room for them to work in; one per thread, used again
 * and again. Per field: the level against strangers, the level against members of one household
 * ({@link #NOTHING} where nothing is known), and the factor by which a rare value speaks louder or
 * a crowded one more quietly.
 */
public final class Findings {

  /** There was nothing to compare. */
  public static final int NOTHING = -1;

  final int[] level = new int[ComparedFields.COUNT];
  final int[] household = new int[ComparedFields.COUNT];
  final float[] factor = new float[ComparedFields.COUNT];
  final WordMatch words;

  Findings(WordPairs pairs) {
    this.words = new WordMatch(pairs);
  }

  void clear() {
    Arrays.fill(level, NOTHING);
    Arrays.fill(household, NOTHING);
  }

  void set(int field, int level, int household, float factor) {
    this.level[field] = level;
    this.household[field] = household;
    this.factor[field] = factor;
  }

  /** The level of a field against strangers, or {@link #NOTHING}. */
  public int level(int field) {
    return level[field];
  }

  /** The level of a field against members of one household, or {@link #NOTHING}. */
  public int household(int field) {
    return household[field];
  }
}
