package dev.lethe.cli.load;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.cli.api.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in the columns of a CSV file. What is no token stays as it is, but for needless quotes.
 */
final class CsvTokens implements TokenFile {
  private final Path path;
  private final char delimiter;

  CsvTokens(Path path, char delimiter) {
    this.path = path;
    this.delimiter = delimiter;
  }

  /** A row and the cells that replace its own. */
  private record Entry(Row row, List<String> cells, CsvWriter out) implements TokenEntry {
    @Override
    public long number() {
      return row.number();
    }

    @Override
    public @Nullable String token(String column) {
      String value = row.value(column);
      return value.isEmpty() ? null : value;
    }

    @Override
    public void replace(String column, String token) {
      cells.set(row.columns().getOrDefault(column, -1), token);
    }

    @Override
    public void write() {
      out.writeRecord(cells);
    }
  }

  @Override
  public void rewrite(Writer out, Collection<String> columns, Taking taking)
      throws ImportException, ApiException, IOException {
    var csv = CsvWriter.builder().fieldSeparator(delimiter).build(out);
    new CsvFile(path, delimiter)
        .read(
            new CsvFile.Reading() {
              @Override
              public void header(List<String> names) throws ImportException {
                var missing = new TreeSet<>(columns);
                names.forEach(missing::remove);
                if (!missing.isEmpty()) {
                  throw new ImportException("the file has no column " + String.join(", ", missing));
                }
                csv.writeRecord(names);
              }

              @Override
              public void row(Row row) throws ImportException, ApiException {
                try {
                  taking.take(new Entry(row, new ArrayList<>(row.cells()), csv));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    taking.end();
    csv.flush();
  }
}
