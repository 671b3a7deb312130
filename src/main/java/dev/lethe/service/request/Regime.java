package dev.lethe.service.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The law under which a right is exercised. */
public enum Regime {
  /** Regulation (EU) 2016/679. */
  @JsonProperty("gdpr")
  GDPR,
  /** California Civil Code 1798.100 and following. */
  @JsonProperty("ccpa")
  CCPA;

  /** Returns the word for it in URLs, tables and receipts. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
