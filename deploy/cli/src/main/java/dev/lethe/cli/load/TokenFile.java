package dev.lethe.cli.load;

import dev.lethe.cli.api.ApiException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;

/** A file of records that can be read one by one and written anew. */
interface TokenFile {
  /** Takes the records in their order. */
  interface Taking {
    void take(TokenEntry entry) throws ImportException, ApiException, IOException;

    /** After the last one; what is written later is lost. */
    default void end() throws ImportException, ApiException, IOException {}
  }

  /** Reads every record; those that are written go to {@code out}. Never quotes one. */
  void rewrite(Writer out, Collection<String> columns, Taking taking)
      throws ImportException, ApiException, IOException;

  /** By the end of its name: CSV with a header, or JSON objects one a line. */
  static TokenFile of(Path path, char delimiter) throws ImportException {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return new CsvTokens(path, delimiter);
    }
    if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
      return new LineTokens(path);
    }
    throw new ImportException("the name of the file must end with .csv, .ndjson or .jsonl");
  }
}
