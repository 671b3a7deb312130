package dev.lethe.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the tokens of a file stand, and where the new file goes. */
final class TokenColumns {
  @Option(
      names = "--field",
      required = true,
      paramLabel = "COLUMN=CLASS",
      description = "A column of tokens and the field class they were made for; repeat it.")
  private Map<String, String> fields = new LinkedHashMap<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file; may be FILE itself.")
  private Path out = Path.of("");

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Between cells of CSV (default: comma).")
  private char delimiter = ',';

  /** The field class of each column of tokens. */
  Map<String, String> fields() {
    return fields;
  }

  Path out() {
    return out;
  }

  char delimiter() {
    return delimiter;
  }
}
