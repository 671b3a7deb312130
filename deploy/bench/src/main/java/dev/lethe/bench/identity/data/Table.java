package dev.lethe.bench.identity.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A CSV file with a header line, in UTF-8, read whole. */
public record Table(Set<String> columns, List<Row> rows) {

  /** One line of a file; missing cells are empty, and blanks around a cell do not count. */
  public record Row(Map<String, Integer> columns, List<String> cells) {

    /** The cell of a column. */
    public String value(String column) {
      var at = columns.get(column);
      return at == null || at >= cells.size() ? "" : cells.get(at).strip();
    }

    @Override
    public String toString() {
      return "Row[…]";
    }
  }

  private static final int LARGEST_FIELD = 16 * 1024 * 1024;

  /**
   * Reads a file.
   *
   * @throws IOException when there is none, or it is no CSV; the message names the file only
   */
  public static Table read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not there");
    }
    var columns = new HashMap<String, Integer>();
    var rows = new ArrayList<Row>();
    try (var csv = reader(file)) {
      for (var line : csv) {
        if (columns.isEmpty()) {
          header(columns, line.getFields());
        } else {
          rows.add(new Row(columns, line.getFields()));
        }
      }
    } catch (CsvParseException e) {
      // Its message may quote the row.
      throw new IOException(file + " is not well-formed CSV");
    }
    return new Table(columns.keySet(), rows);
  }

  private static void header(Map<String, Integer> columns, List<String> names) {
    for (var i = 0; i < names.size(); i++) {
      columns.put(names.get(i).strip(), i);
    }
  }

  private static CsvReader<CsvRecord> reader(Path file) throws IOException {
    return CsvReader.builder()
        .detectBomHeader(true)
        .skipEmptyLines(true)
        .trimWhitespacesAroundQuotes(true)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .maxBufferSize(LARGEST_FIELD)
        .ofCsvRecord(file);
  }
}
