package dev.lethe.cryptovault.arrow;

import java.io.IOException;

/** A stream that cannot be read; the message repeats nothing of what it holds. */
public final class InvalidArrowException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean tooLarge;

  private InvalidArrowException(String message, boolean tooLarge) {
    super(message);
    this.tooLarge = tooLarge;
  }

  static InvalidArrowException malformed(String message) {
    return new InvalidArrowException(message, false);
  }

  static InvalidArrowException tooLarge(String message) {
    return new InvalidArrowException(message, true);
  }

  /** Whether it is well-formed as far as it was read, and beyond the reader's limits. */
  public boolean isTooLarge() {
    return tooLarge;
  }
}
