package dev.lethe.identitygraph.score;

/**
 * What one comparison saw: the level against strangers, the level against members of one household
 * (−1 where nothing is known), and bits to add for a rare value or take away for a crowded one.
 */
record Match(int level, int household, double bits) {

  static final int NOTHING = -1;
  static final Match UNKNOWN = new Match(NOTHING, NOTHING, 0);

  Match(int level, int household) {
    this(level, household, 0);
  }
}
