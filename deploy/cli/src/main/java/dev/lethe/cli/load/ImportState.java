package dev.lethe.cli.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * How far an import has come. Belongs to exactly one input and mapping: the fingerprint covers
 * both.
 */
record ImportState(String fingerprint, long totalRows, ImportCounts counts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The state for this very input, or nothing where there is none or it is for another. */
  static Optional<ImportState> read(Path file, String fingerprint) throws ImportException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      ImportState state = JSON.readValue(file.toFile(), ImportState.class);
      return Optional.of(state).filter(s -> s.fingerprint().equals(fingerprint));
    } catch (IOException e) {
      throw new ImportException(
          "the state file " + file + " cannot be read; delete it to start over", e);
    }
  }

  /** Replaces the file in one step, so that a crash leaves the old one or the new one. */
  void write(Path file) throws ImportException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(fresh, JSON.writeValueAsBytes(this));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ImportException("the state file " + file + " cannot be written", e);
    }
  }
}
