package dev.lethe.cli.pprl;

import org.jspecify.annotations.Nullable;

/** Files, schema or secret do not allow it. Never quotes a row. */
public final class PprlException extends Exception {
  private static final long serialVersionUID = 1L;

  PprlException(@Nullable String message) {
    super(message);
  }
}
