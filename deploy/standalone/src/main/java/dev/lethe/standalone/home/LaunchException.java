package dev.lethe.standalone.home;

/**
 * Ends the launch with one sentence that says what is wrong and what to do; it never holds a
 * secret.
 */
public final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LaunchException(String sentence) {
    super(sentence);
  }

  public LaunchException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
