package dev.lethe.service.web;

import org.jspecify.annotations.Nullable;

/** Why somebody does something: words that the log keeps for ever, which name nobody. */
public final class Reason {
  private static final int LONGEST = 500;

  private Reason() {}

  /** The reason that a caller gave, which is mandatory. */
  public static String required(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      throw ProblemException.missingField("reason");
    }
    if (reason.length() > LONGEST) {
      throw ProblemException.invalidField("reason", "At most " + LONGEST + " characters.");
    }
    return reason.strip();
  }
}
