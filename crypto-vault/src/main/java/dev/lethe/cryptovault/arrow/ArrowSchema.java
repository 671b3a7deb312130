package dev.lethe.cryptovault.arrow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stream says of itself before its first batch.
 *
 * @param metadata what its sender wrote beside the columns
 */
public record ArrowSchema(List<ArrowField> fields, Map<String, String> metadata) {
  private static final int MOST_PARTS = 256;
  private static final int ENDIANNESS = 0;
  private static final int FIELDS = 1;
  private static final int METADATA = 2;

  static ArrowSchema read(FlatTable schema) throws InvalidArrowException {
    if (schema.shortOf(ENDIANNESS, 0) != 0) {
      throw InvalidArrowException.malformed("Only little-endian streams are read.");
    }
    var fields = new ArrayList<ArrowField>();
    var columns = some(schema.vector(FIELDS, Integer.BYTES));
    for (int i = 0; i < columns.size(); i++) {
      fields.add(ArrowField.read(columns.tableAt(i)));
    }
    var metadata = new HashMap<String, String>();
    var pairs = some(schema.vector(METADATA, Integer.BYTES));
    for (int i = 0; i < pairs.size(); i++) {
      var key = pairs.tableAt(i).text(0);
      var value = pairs.tableAt(i).text(1);
      if (key == null || value == null || metadata.put(key, value) != null) {
        throw InvalidArrowException.malformed("A key of the schema's metadata stands twice.");
      }
    }
    return new ArrowSchema(List.copyOf(fields), Map.copyOf(metadata));
  }

  /**
   * Parts may point at one place, so their number is not bounded by the metadata's length alone.
   */
  private static FlatTable.Vector some(FlatTable.Vector parts) throws InvalidArrowException {
    if (parts.size() > MOST_PARTS) {
      throw InvalidArrowException.tooLarge("A schema may have at most " + MOST_PARTS + " columns.");
    }
    return parts;
  }

  /** Names of the columns, in order. */
  public List<String> names() {
    return fields.stream().map(ArrowField::name).toList();
  }

  /** Whether this column holds texts or bytes, itself or in a dictionary. */
  public boolean isText(int column) {
    return fields.get(column).kind() != ArrowField.Kind.WHOLE_NUMBER;
  }
}
