package dev.lethe.cli.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A record of a file, some of whose columns hold tokens. Prints as its number only. */
interface TokenEntry {
  /** Counts records from 1. */
  long number();

  /** The token of a column; null where the record has none there. */
  @Nullable String token(String column);

  /** Puts another token in its place. */
  void replace(String column, String token);

  /** Appends the record to the new file. */
  void write() throws IOException;
}
