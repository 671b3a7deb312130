package dev.lethe.service.fanout.connector.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** Every file that a table's metadata leads to, from any snapshot. */
final class ReachableFiles {

  private ReachableFiles() {}

  static Set<Path> of(Table table) {
    Set<Path> files = new HashSet<>();
    add(files, ReachableFileUtil.metadataFileLocations(table, false));
    add(files, Set.of(ReachableFileUtil.versionHintLocation(table)));
    add(files, ReachableFileUtil.statisticsFilesLocations(table));
    Set<String> manifests = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      add(files, Set.of(snapshot.manifestListLocation()));
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (manifests.add(manifest.path())) {
          add(files, Set.of(manifest.path()));
          addContents(files, table, manifest);
        }
      }
    }
    return files;
  }

  private static void add(Set<Path> files, Iterable<String> locations) {
    locations.forEach(location -> files.add(LocalFileIO.path(location)));
  }

  private static void addContents(Set<Path> files, Table table, ManifestFile manifest) {
    try (CloseableIterable<String> contents = contents(table, manifest)) {
      add(files, contents);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private static CloseableIterable<String> contents(Table table, ManifestFile manifest) {
    return switch (manifest.content()) {
      case DATA -> ManifestFiles.readPaths(manifest, table.io(), table.specs());
      case DELETES ->
          CloseableIterable.transform(
              ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs()),
              file -> file.location());
    };
  }
}
