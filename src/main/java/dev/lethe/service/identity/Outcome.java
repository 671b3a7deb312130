package dev.lethe.service.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of an item of an ingest call. */
public enum Outcome {
  CREATED,
  UPDATED,
  UNCHANGED,
  REJECTED;

  /** The word on the wire. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
