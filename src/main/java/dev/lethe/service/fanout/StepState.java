package dev.lethe.service.fanout;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a step stands; done and verified are never the same. */
public enum StepState {
  WAITING,
  WORKING,
  RETRYING,
  NEEDS_PERSON,
  FAILED,
  DONE,
  VERIFIED;

  /** Returns the word for it in the API and in tables. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StepState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
