package dev.lethe.service.web;

import org.jspecify.annotations.Nullable;

/** Narrows a list of acts that need two persons to those that the second one can do now. */
public final class Waiting {
  private Waiting() {}

  /**
   * Reads the parameter {@code waiting}.
   *
   * @throws ProblemException {@code invalid-parameter}, for anything but true and false
   */
  public static boolean only(@Nullable String waiting) {
    if (waiting == null || waiting.equals("false")) {
      return false;
    }
    if (waiting.equals("true")) {
      return true;
    }
    throw new ProblemException(ProblemType.INVALID_PARAMETER, "waiting is true or false.");
  }
}
