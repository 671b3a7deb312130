package dev.lethe.piicatalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an erasure does with a field. Every constant has exactly one spelling in files and JSON. */
public enum Action {
  /** The row or key is removed. */
  ERASE,
  /** The value is replaced so that nobody can be found by it. */
  ANONYMISE,
  /** The value is a token; destroying the person's key ends it. */
  SHRED,
  /** The value stays, under a named law, until its retention ends. */
  RETAIN,
  /** What was derived from the value is marked as affected, with a deadline. */
  MARK,
  /** The value is given out on an access request, and no erasure reaches it. */
  EXPORT_ONLY;

  /** The spelling in files: lower case, words joined by a hyphen. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The action of that spelling, or nothing. */
  public static Optional<Action> of(String spelling) {
    return Arrays.stream(values()).filter(action -> action.spelling().equals(spelling)).findFirst();
  }
}
