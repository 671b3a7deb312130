package dev.lethe.cryptovault.proof;

/** One thing that a check of a receipt found, in words a reader needs no manual for. */
public record Finding(Level level, String words) {
  /** How a finding bears on the verdict. */
  public enum Level {
    /** Checked and right. */
    PASSED,
    /** Worth knowing; the receipt is valid all the same. */
    NOTED,
    /** Wrong; the receipt is not valid. */
    FAILED
  }
}
