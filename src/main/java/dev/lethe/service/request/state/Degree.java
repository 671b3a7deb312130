package dev.lethe.service.request.state;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How surely the person asking is the person concerned (11 CCR 7060 to 7062), weakest first. */
public enum Degree {
  /** Not verified. */
  @JsonProperty("none")
  NONE,
  /** To a reasonable degree of certainty. */
  @JsonProperty("reasonable")
  REASONABLE,
  /** To a reasonably high degree of certainty. */
  @JsonProperty("reasonably_high")
  REASONABLY_HIGH;

  /** Tells whether this is as strong as the other, or stronger. */
  public boolean reaches(Degree other) {
    return compareTo(other) >= 0;
  }

  /** Returns the word for it in the API and in the log. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
