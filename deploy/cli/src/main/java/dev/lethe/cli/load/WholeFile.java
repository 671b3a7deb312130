package dev.lethe.cli.load;

import dev.lethe.cli.api.ApiException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that appears whole or not at all, and that only its owner may read. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes what will stand in the file. */
  public interface Content {
    /** Writes all of it. */
    void write(Writer out) throws ImportException, ApiException, IOException;
  }

  /** Writes the file; until it is whole, what stood there stays. */
  public static void write(Path path, Content content)
      throws ImportException, ApiException, IOException {
    var part = path.resolveSibling(path.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (var out = Files.newBufferedWriter(part)) {
        content.write(out);
      }
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
