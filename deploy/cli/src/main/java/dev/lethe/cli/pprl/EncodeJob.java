package dev.lethe.cli.pprl;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.load.CsvFile;
import dev.lethe.cli.load.ImportException;
import dev.lethe.cli.load.RejectsFile;
import dev.lethe.cli.load.Row;
import dev.lethe.identitygraph.pprl.ClkEncoder;
import dev.lethe.identitygraph.pprl.ClkFileReader;
import dev.lethe.identitygraph.pprl.ClkFileWriter;
import dev.lethe.identitygraph.pprl.EncodedRecord;
import dev.lethe.identitygraph.pprl.LinkageSchema;
import dev.lethe.identitygraph.pprl.SharedSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Encodes the rows of a CSV file. A row that cannot be encoded goes to {@code <out>.rejects.csv}
 * with its number and the reason, and gets no encoding.
 */
public final class EncodeJob {
  private final CsvFile csv;
  private final LinkageSchema schema;
  private final PeopleColumns columns;

  /** Told how many rows of how many are done. */
  public interface Progress {
    /** How far it is. */
    void at(long done, long total);
  }

  /** A job on this file. */
  public EncodeJob(Path csv, char delimiter, LinkageSchema schema, PeopleColumns columns) {
    this.csv = new CsvFile(csv, delimiter);
    this.schema = schema;
    this.columns = columns;
  }

  /** Where the rows that are not encoded are written. */
  public static Path rejects(Path out) {
    return out.resolveSibling(out.getFileName() + ".rejects.csv");
  }

  /** Checks the whole file, then encodes it; {@code out} appears when everything is written. */
  public EncodeCounts run(SharedSecret secret, Path out, Progress progress)
      throws ImportException, ApiException, IOException {
    long total = checkedRows();
    try (ClkEncoder encoder = new ClkEncoder(schema, secret);
        OwnersFile file = new OwnersFile(out);
        ClkFileWriter writer = new ClkFileWriter(file.text(), schema, encoder.keyCheck());
        RejectsFile rejects = new RejectsFile(rejects(out), false)) {
      Rows rows = new Rows(encoder, writer, rejects, progress, total);
      csv.read(rows);
      writer.finish();
      file.keep();
      return new EncodeCounts(rows.encoded, rows.rejected, rows.unusable);
    } catch (UncheckedIOException e) {
      throw new IOException(out + " cannot be written", e);
    }
  }

  private long checkedRows() throws ImportException, ApiException {
    long[] rows = {0};
    csv.read(
        new CsvFile.Reading() {
          @Override
          public void header(List<String> names) throws ImportException {
            List<String> missing = columns.missing(names);
            if (!missing.isEmpty()) {
              throw new ImportException(
                  "the file has no column "
                      + String.join(", ", missing)
                      + " (name yours with --column, or say --column NAME= where there is none)");
            }
          }

          @Override
          public void row(Row row) {
            rows[0] = row.number();
          }
        });
    return rows[0];
  }

  private final class Rows implements CsvFile.Reading {
    private final ClkEncoder encoder;
    private final ClkFileWriter writer;
    private final RejectsFile rejects;
    private final Progress progress;
    private final long total;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> unusable = new HashMap<>();
    private long encoded;
    private long rejected;

    Rows(
        ClkEncoder encoder,
        ClkFileWriter writer,
        RejectsFile rejects,
        Progress progress,
        long total) {
      this.encoder = encoder;
      this.writer = writer;
      this.rejects = rejects;
      this.progress = progress;
      this.total = total;
    }

    @Override
    public void header(List<String> names) {
      rejects.header(names);
    }

    @Override
    public void row(Row row) throws ImportException {
      String id = columns.id(row);
      if (!ClkFileReader.ID.matcher(id).matches()) {
        reject(row, "the id is empty or has other signs than letters, digits and . _ : -");
      } else if (!ids.add(id)) {
        reject(row, "the id stands in the file twice");
      } else {
        encode(row, id);
      }
      progress.at(row.number(), total);
    }

    private void encode(Row row, String id) throws ImportException {
      ClkEncoder.Encoding encoding = encoder.encode(columns.record(row));
      encoding.unusable().forEach(column -> unusable.merge(column, 1L, Long::sum));
      if (encoding.clk() == null) {
        reject(row, "too little that can be used to tell people apart");
        return;
      }
      try {
        writer.add(new EncodedRecord(id, encoding.clk()));
        encoded++;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void reject(Row row, String reason) throws ImportException {
      rejects.add(row, reason);
      rejected++;
    }
  }
}
