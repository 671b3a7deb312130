package dev.lethe.cli;

/** A setting that the command needs is missing or makes no sense. */
final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
