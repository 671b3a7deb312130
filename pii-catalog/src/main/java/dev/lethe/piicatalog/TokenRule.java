package dev.lethe.piicatalog;

import org.jspecify.annotations.Nullable;

/**
 * How the values of a field become tokens.
 *
 * @param alphabet which characters are replaced, of suites 3 and 4; suite 4 without one makes UUIDs
 */
public record TokenRule(Suite suite, @Nullable Alphabet alphabet) {
  /** Refuses an alphabet for suites 1 and 2, and suite 3 without one. */
  public TokenRule {
    if (alphabet == null ? suite == Suite.FORMAT_PRESERVING : !suite.formed()) {
      throw new IllegalArgumentException("suite " + suite.number() + " with " + alphabet);
    }
  }
}
