package dev.lethe.cryptovault.page;

/**
 * The place of a key page in the tree: its level, counted from the leaves up, and its number within
 * the level. The children of page n are the pages 256 n to 256 n + 255 of the level below, so every
 * path follows from a slot alone.
 */
public record PageId(int level, long number) {
  public static final int FAN_OUT = 256;
  private static final int NUMBER_BITS = 56;

  public PageId {
    if (level < 0 || level > 7 || number < 0 || number >>> NUMBER_BITS != 0) {
      throw new IllegalArgumentException("there is no page " + level + "/" + number);
    }
  }

  public static PageId leafOf(long slot) {
    return new PageId(0, slot / FAN_OUT);
  }

  /** Reads {@link #toLong}'s form. */
  public static PageId of(long packed) {
    return new PageId((int) (packed >>> NUMBER_BITS), packed & (1L << NUMBER_BITS) - 1);
  }

  /** One number for both parts, for storage. */
  public long toLong() {
    return (long) level << NUMBER_BITS | number;
  }

  PageId parent() {
    return new PageId(level + 1, number / FAN_OUT);
  }

  /** Where the parent holds this page's key. */
  int placeInParent() {
    return (int) (number % FAN_OUT);
  }

  @Override
  public String toString() {
    return level + "/" + number;
  }
}
