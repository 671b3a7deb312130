package dev.lethe.cli.pprl;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that only its owner may read, and that is there whole or not at all: it is written beside
 * its place and moved there in the end.
 */
final class OwnersFile implements Closeable {
  private final Path place;
  private final Path part;
  private final Writer text;

  OwnersFile(Path place) throws IOException {
    this.place = place;
    this.part = place.resolveSibling(place.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    this.text = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
  }

  Writer text() {
    return text;
  }

  void keep() throws IOException {
    text.flush();
    Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    text.close();
    Files.deleteIfExists(part);
  }
}
