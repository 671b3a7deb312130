package dev.lethe.cryptovault.token;

/**
 * Where the sub-keys of a data key lie when they lie together: one after the other, in the order of
 * {@link KeyDerivation}'s labels. A table of opened keys keeps {@link #SIZE_BYTES} for each.
 */
public final class SubKeys {
  /** What the sub-keys of one data key take. */
  public static final int SIZE_BYTES = 160;

  static final int GCM = 0;
  static final int SIV = 32;
  static final int INDEX = 96;
  static final int FF1 = 128;
  static final int END = SIZE_BYTES;

  private SubKeys() {}
}
