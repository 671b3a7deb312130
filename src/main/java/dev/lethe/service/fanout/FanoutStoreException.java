package dev.lethe.service.fanout;

/** The database of executions failed; what was under way is taken up again later. */
final class FanoutStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FanoutStoreException(String what, Throwable cause) {
    super(what, cause);
  }
}
