package dev.lethe.service.fanout;

import java.util.Locale;

/** What an execution is for. */
public enum ExecutionKind {
  /** To make every system forget a person. */
  ERASE,
  /** To collect what every system holds about a person. */
  ACCESS;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ExecutionKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
