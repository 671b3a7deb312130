package dev.lethe.cli.load;

import java.io.IOException;
import java.nio.file.Path;

/** The import cannot begin or go on. Never quotes a row. */
public final class ImportException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A file of the import cannot be read. */
  public static ImportException unreadable(Path file, IOException cause) {
    return new ImportException("the file " + file + " cannot be read", cause);
  }

  /** For a reason in words. */
  public ImportException(String message) {
    super(message);
  }

  ImportException(String message, Throwable cause) {
    super(message, cause);
  }
}
