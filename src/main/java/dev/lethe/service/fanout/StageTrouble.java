package dev.lethe.service.fanout;

/** A stage could not be done. The message is shown to people and never holds personal data. */
public final class StageTrouble extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private StageTrouble(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /** Trouble that may pass. */
  public static StageTrouble passing(String message) {
    return new StageTrouble(message, true);
  }

  /** Trouble that a person must settle. */
  public static StageTrouble needsPerson(String message) {
    return new StageTrouble(message, false);
  }

  /** Whether trying again later may help. */
  public boolean retryable() {
    return retryable;
  }
}
