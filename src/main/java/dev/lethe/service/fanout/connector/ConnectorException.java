package dev.lethe.service.fanout.connector;

import org.jspecify.annotations.Nullable;

/** Trouble with a target; its text never holds personal data, so it may be shown and logged. */
public final class ConnectorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private ConnectorException(String message, boolean retryable, @Nullable Throwable cause) {
    super(message, cause == null ? null : withoutText(cause));
    this.retryable = retryable;
  }

  /**
   * Libraries put values, paths and filters into their messages, so only where it happened is kept.
   */
  private static Throwable withoutText(Throwable cause) {
    var where = new Exception(cause.getClass().getName());
    where.setStackTrace(cause.getStackTrace());
    return where;
  }

  /** Trouble that may pass: the same call may succeed later. */
  public static ConnectorException transientTrouble(String message, @Nullable Throwable cause) {
    return new ConnectorException(message, true, cause);
  }

  /** Trouble that stays until somebody changes something. */
  public static ConnectorException permanent(String message, @Nullable Throwable cause) {
    return new ConnectorException(message, false, cause);
  }

  /** Whether the same call may succeed later. */
  public boolean retryable() {
    return retryable;
  }
}
