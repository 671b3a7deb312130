package dev.lethe.service.fanout.connector.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.io.BulkDeletionFailureException;
import org.apache.iceberg.io.DelegateFileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Iceberg's files on a local disk, without Hadoop; what it has written survives a power cut. */
public final class LocalFileIO implements DelegateFileIO {

  private static final long serialVersionUID = 1L;

  /** The local path of a location, which may be a plain path or a {@code file:} URI. */
  static Path path(String location) {
    if (location.startsWith("file:")) {
      return Path.of(URI.create(location).getPath());
    }
    if (location.contains("://")) {
      throw new UnsupportedOperationException("only a local warehouse can be read and written");
    }
    return Path.of(location);
  }

  @Override
  public InputFile newInputFile(String location) {
    return org.apache.iceberg.Files.localInput(path(location).toFile());
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new DurableOutputFile(path(location));
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.delete(path(location));
    } catch (NoSuchFileException gone) {
      throw new org.apache.iceberg.exceptions.NotFoundException(gone, "already gone");
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  @Override
  public void deleteFiles(Iterable<String> locations) {
    int failed = 0;
    for (String location : locations) {
      try {
        Files.deleteIfExists(path(location));
      } catch (IOException trouble) {
        failed++;
      }
    }
    if (failed > 0) {
      throw new BulkDeletionFailureException(failed);
    }
  }

  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    Path root = path(prefix);
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      List<FileInfo> found = new ArrayList<>();
      files.forEach(file -> describe(file, found));
      return found;
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private static void describe(Path file, List<FileInfo> found) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        long modified = attributes.lastModifiedTime().toMillis();
        found.add(new FileInfo(file.toString(), attributes.size(), modified));
      }
    } catch (NoSuchFileException vanished) {
      // Somebody else deleted it between listing and looking, which is no trouble.
      return;
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  @Override
  public void deletePrefix(String prefix) {
    listPrefix(prefix).forEach(file -> deleteFile(file.location()));
  }

  @Override
  public Map<String, String> properties() {
    return Map.of();
  }
}
