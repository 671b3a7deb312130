package dev.lethe.service.policy;

import dev.lethe.service.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** What people say in words. */
final class Texts {
  private static final int LONGEST_REASON = 500;

  private Texts() {}

  /** A reason that goes into the log for ever. */
  static String reason(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      throw ProblemException.missingField("reason");
    }
    if (reason.length() > LONGEST_REASON) {
      throw ProblemException.invalidField("reason", "At most " + LONGEST_REASON + " characters.");
    }
    return reason.strip();
  }
}
