package dev.lethe.service.fanout.connector.lake;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Removes files of a table's folder that no snapshot knows: leftovers of writers that failed. */
final class Sweeping {

  private final Table table;
  private final Duration guard;
  private final InstantSource clock;

  Sweeping(Table table, Duration guard, InstantSource clock) {
    this.table = table;
    this.guard = guard;
    this.clock = clock;
  }

  /**
   * What a sweep did.
   *
   * @param removed orphans that were old enough
   * @param tooYoung orphans left alone, for somebody may be writing them
   */
  record Swept(int removed, int tooYoung) {}

  /**
   * Lists first and asks the table afterwards, so that what is committed in between counts as
   * known.
   */
  Swept sweep() {
    SupportsPrefixOperations io = (SupportsPrefixOperations) table.io();
    List<FileInfo> present = new ArrayList<>();
    io.listPrefix(table.location()).forEach(present::add);
    table.refresh();
    Set<Path> known = ReachableFiles.of(table);
    long newest = clock.instant().minus(guard).toEpochMilli();
    int tooYoung = 0;
    List<String> orphans = new ArrayList<>();
    for (FileInfo file : present) {
      if (!known.contains(LocalFileIO.path(file.location()))) {
        if (file.createdAtMillis() <= newest) {
          orphans.add(file.location());
        } else {
          tooYoung++;
        }
      }
    }
    ((LocalFileIO) table.io()).deleteFiles(orphans);
    return new Swept(orphans.size(), tooYoung);
  }
}
