package dev.lethe.identitygraph.pprl;

import java.util.List;

/**
 * A file of encodings, as JSON lines in UTF-8: a header with the schema and the key check, one line
 * per record, and the number of records at the end, so that a cut file is noticed.
 *
 * <pre>
 * {"format":"lethe-clk","version":1,"key_check":"9f…","schema":{…}}
 * {"id":"c-17","clk":"pA…"}
 * {"records":1}
 * </pre>
 *
 * @param keyCheck see {@link ClkEncoder#keyCheck()}
 */
public record ClkFile(LinkageSchema schema, String keyCheck, List<EncodedRecord> records) {

  static final String FORMAT = "lethe-clk";
  static final int VERSION = 1;

  public ClkFile {
    records = List.copyOf(records);
  }

  /**
   * Makes sure that the two files can be compared.
   *
   * @throws IllegalArgumentException when they were encoded under other schemas or secrets
   */
  public void requireComparable(ClkFile other) {
    if (!schema.fingerprint().equals(other.schema.fingerprint())) {
      throw new IllegalArgumentException(
          "the files were encoded under different schemas (%s and %s)"
              .formatted(schema.id(), other.schema.id()));
    }
    if (!keyCheck.equals(other.keyCheck)) {
      throw new IllegalArgumentException("the files were encoded under different secrets");
    }
  }
}
