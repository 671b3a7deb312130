package dev.lethe.cli.load;

/** A mapping file does not say something that can be done. */
public final class MappingException extends Exception {
  private static final long serialVersionUID = 1L;

  MappingException(String message) {
    super(message);
  }
}
