package dev.lethe.cli.load;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Loads a CSV as profiles of one source. Stopped at any moment, the same import goes on where it
 * was; done again from the start, it changes nothing, because a profile is known by its source key.
 */
public final class CsvImport {
  private final LetheApi api;
  private final Mapping mapping;
  private final Path csv;
  private final Path work;
  private final String fingerprint;

  /** Shown at the start and after each batch. */
  public interface Progress {
    /** How far it is. */
    void at(ImportCounts counts, long totalRows);
  }

  /** Told of each profile that is taken. */
  public interface Observer {
    /** The row of this source key is this profile. */
    void taken(String sourceKey, String profile);
  }

  /**
   * An import of this file, by this mapping file's text.
   *
   * @param work folder of the state and of the rejected rows
   */
  public CsvImport(LetheApi api, Path csv, String mappingText, Path work)
      throws MappingException, ImportException {
    this.work = work;
    this.api = api;
    this.csv = csv;
    this.mapping = Mapping.read(mappingText);
    this.fingerprint = fingerprint(csv, mappingText);
  }

  /** Where the rows that are not taken are written. */
  public Path rejects() {
    return work.resolve(csv.getFileName() + ".rejects.csv");
  }

  /** Registers the source of the mapping, or leaves it as it is when it is registered like that. */
  public void createSource() throws ApiException {
    api.put(
        "/api/v1/sources/" + mapping.source(),
        Map.of("kind", mapping.sourceKind(), "duplicate_free", mapping.duplicateFree()));
  }

  /**
   * Sends every row that is still to be sent.
   *
   * @param resume whether to go on from the state in the work folder, where there is one
   */
  public ImportCounts run(boolean resume, Progress progress, Observer observer)
      throws ImportException, ApiException {
    long total = checkedRows();
    Path stateFile = work.resolve(csv.getFileName() + ".lethe-import.json");
    Optional<ImportState> earlier =
        resume ? ImportState.read(stateFile, fingerprint) : Optional.empty();
    ImportCounts before = earlier.map(ImportState::counts).orElse(ImportCounts.NONE);
    progress.at(before, total);
    try (RejectsFile rejects = new RejectsFile(rejects(), before.rows() > 0)) {
      RowSender sender =
          new RowSender(
              api,
              mapping,
              rejects,
              observer,
              before,
              counts -> {
                new ImportState(fingerprint, total, counts).write(stateFile);
                progress.at(counts, total);
              });
      new CsvFile(csv, mapping.delimiter()).read(sender);
      return sender.finish();
    } catch (IOException e) {
      throw new ImportException("the rejects file cannot be closed", e);
    }
  }

  /** Reads the whole file once before anything is sent: counts, and finds what no row can mend. */
  private long checkedRows() throws ImportException, ApiException {
    Set<String> wanted = new HashSet<>(mapping.columns());
    long[] rows = {0};
    new CsvFile(csv, mapping.delimiter())
        .read(
            new CsvFile.Reading() {
              @Override
              public void header(List<String> names) throws ImportException {
                wanted.removeAll(names);
                if (!wanted.isEmpty()) {
                  throw new ImportException("the file has no column " + String.join(", ", wanted));
                }
              }

              @Override
              public void row(Row row) {
                rows[0] = row.number();
              }
            });
    return rows[0];
  }

  private static String fingerprint(Path csv, String mapping) throws ImportException {
    try (InputStream in = Files.newInputStream(csv)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      digest.update(mapping.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw ImportException.unreadable(csv, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
