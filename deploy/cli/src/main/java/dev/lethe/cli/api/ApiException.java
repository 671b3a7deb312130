package dev.lethe.cli.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call was refused or the service was not reached. The message is fit to be shown. */
public final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The status when nobody answered. */
  public static final int UNREACHED = 0;

  private final int status;
  private final @Nullable String type;
  private final transient @Nullable Duration retryAfter;

  ApiException(int status, @Nullable String type, String message) {
    this(status, type, null, message);
  }

  ApiException(int status, @Nullable String type, @Nullable Duration retryAfter, String message) {
    super(message);
    this.status = status;
    this.type = type;
    this.retryAfter = retryAfter;
  }

  ApiException(String message) {
    this(UNREACHED, null, message);
  }

  ApiException(String message, Throwable cause) {
    super(message, cause);
    this.status = UNREACHED;
    this.type = null;
    this.retryAfter = null;
  }

  /** The HTTP status, or {@link #UNREACHED}. */
  public int status() {
    return status;
  }

  /** The problem's type, where the answer was a problem. */
  public @Nullable String type() {
    return type;
  }

  /** How long the service asked to wait before the same call, where it did. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Whether the same call may succeed a little later. */
  boolean passing() {
    return status == UNREACHED || status == 429 || status == 502 || status == 503 || status == 504;
  }
}
