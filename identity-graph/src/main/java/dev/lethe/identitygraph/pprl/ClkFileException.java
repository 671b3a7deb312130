package dev.lethe.identitygraph.pprl;

/** A file of encodings cannot be understood. The message names the line and never quotes it. */
public final class ClkFileException extends Exception {
  private static final long serialVersionUID = 1L;

  ClkFileException(String message) {
    super(message);
  }
}
