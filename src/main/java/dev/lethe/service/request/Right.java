package dev.lethe.service.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A right that a person can exercise. */
public enum Right {
  /** To receive what is held about them. */
  @JsonProperty("access")
  ACCESS,
  /** To be forgotten. */
  @JsonProperty("delete")
  DELETE;

  /** Returns the word for it in URLs, tables and receipts. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
