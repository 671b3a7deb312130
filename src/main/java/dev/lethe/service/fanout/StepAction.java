package dev.lethe.service.fanout;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a step of a plan does. */
public enum StepAction {
  /** Removes a person's rows from an asset. */
  ERASE,
  /** Copies a person's rows out of an asset. */
  EXPORT,
  /** Marks what was derived from a person's rows, with a deadline. */
  MARK,
  /** Destroys the person's data keys. */
  SHRED,
  /** Stops the person's late data from coming back. */
  SUPPRESS,
  /** Deletes the person's profiles. */
  DELETE_PROFILES;

  /** Returns the word for it in the API, in tables and in receipts. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells whether a connector carries it out. */
  public boolean inTarget() {
    return this == ERASE || this == EXPORT || this == MARK;
  }

  static StepAction of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
