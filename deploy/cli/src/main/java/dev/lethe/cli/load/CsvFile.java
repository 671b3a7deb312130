package dev.lethe.cli.load;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.lethe.cli.api.ApiException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A CSV file with a header line, in UTF-8. Header names are stripped; none may stand there twice.
 */
public final class CsvFile {
  private static final int MAX_FIELD = 16 * 1024 * 1024;

  private final Path path;
  private final char delimiter;

  /** The file at this path. */
  public CsvFile(Path path, char delimiter) {
    this.path = path;
    this.delimiter = delimiter;
  }

  /** Takes the rows one after the other, from a number on. */
  public interface Reading {
    /** The header's names, in order. */
    void header(List<String> names) throws ImportException;

    /** The next row. */
    void row(Row row) throws ImportException, ApiException;
  }

  /** Reads it all, once. Never quotes a row when it fails. */
  public void read(Reading reading) throws ImportException, ApiException {
    try (Reader text = text();
        CsvReader<CsvRecord> csv = reader(text)) {
      Iterator<CsvRecord> records = csv.iterator();
      if (!records.hasNext()) {
        throw new ImportException("the file is empty");
      }
      List<String> names = records.next().getFields().stream().map(String::strip).toList();
      Map<String, Integer> columns = columns(names);
      reading.header(names);
      for (long number = 1; records.hasNext(); number++) {
        reading.row(new Row(number, records.next().getFields(), columns));
      }
    } catch (CsvParseException e) {
      // Its message may quote the row.
      throw new ImportException(
          "the file is not well-formed CSV: a quote is not closed or a field is too long");
    } catch (UncheckedIOException e) {
      throw unreadable(Objects.requireNonNullElse(e.getCause(), new IOException(e)));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private ImportException unreadable(IOException e) {
    return e instanceof CharacterCodingException
        ? new ImportException("the file " + path + " is not UTF-8 text")
        : ImportException.unreadable(path, e);
  }

  private Reader text() throws IOException {
    return new InputStreamReader(
        Files.newInputStream(path),
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private CsvReader<CsvRecord> reader(Reader text) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .skipEmptyLines(true)
        .trimWhitespacesAroundQuotes(true)
        .allowUnclosedQuote(false)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .maxBufferSize(MAX_FIELD)
        .ofCsvRecord(text);
  }

  private static Map<String, Integer> columns(List<String> names) throws ImportException {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name =
          i == 0 && names.get(i).startsWith("\uFEFF") ? names.get(i).substring(1) : names.get(i);
      if (columns.put(name, i) != null) {
        throw new ImportException("the column " + name + " stands in the header twice");
      }
    }
    return columns;
  }
}
