package dev.lethe.service.fanout.connector.lake;

import java.util.List;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

/** Commits, and takes back the files written for it when it certainly did not happen. */
final class LeftoverFiles {

  private LeftoverFiles() {}

  /** An unknown outcome keeps the files: the commit may have happened after all. */
  static void removeUnlessCommitted(
      Table table, Iterable<? extends ContentFile<?>> written, Runnable commit) {
    try {
      commit.run();
    } catch (ValidationException | CommitFailedException conflict) {
      written.forEach(file -> ((LocalFileIO) table.io()).deleteFiles(List.of(file.location())));
      throw conflict;
    }
  }
}
