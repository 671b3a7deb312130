package dev.lethe.cli.load;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were not taken, each with its number and the reason. They are the operator's own
 * data and people's, so only the operator may read the file. Made when the first row is rejected.
 */
public final class RejectsFile implements Closeable {
  private final Path path;
  private final boolean append;
  private List<String> header = List.of();
  private @Nullable CsvWriter writer;

  /** At this path, after what is there or anew. */
  public RejectsFile(Path path, boolean append) {
    this.path = path;
    this.append = append;
  }

  /** The names of the rows' cells. */
  public void header(List<String> names) {
    header = names;
  }

  /** Keeps a row with the reason. */
  public void add(Row row, String reason) throws ImportException {
    try {
      CsvWriter open = writer == null ? open() : writer;
      writer = open;
      List<String> cells = new ArrayList<>(List.of(Long.toString(row.number()), reason));
      cells.addAll(row.cells());
      open.writeRecord(cells);
    } catch (IOException e) {
      throw new ImportException("the rejects file " + path + " cannot be written", e);
    }
  }

  void flush() throws ImportException {
    try {
      if (writer != null) {
        writer.flush();
      }
    } catch (IOException e) {
      throw new ImportException("the rejects file " + path + " cannot be written", e);
    }
  }

  private CsvWriter open() throws IOException {
    boolean more = append && Files.exists(path);
    if (!more) {
      Files.deleteIfExists(path);
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    CsvWriter opened =
        CsvWriter.builder().build(path, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    if (!more) {
      List<String> names = new ArrayList<>(List.of("row", "reason"));
      names.addAll(header);
      opened.writeRecord(names);
    }
    return opened;
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
