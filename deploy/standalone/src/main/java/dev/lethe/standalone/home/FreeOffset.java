package dev.lethe.standalone.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Finds a port offset for a run that does not care which. The offset stays reserved until this
 * process ends, so that of two launchers started at once neither takes the other's ports before
 * they are bound.
 */
final class FreeOffset {
  private static final int FIRST = 10_000;
  private static final int LAST = 15_000;
  private static final int STRIDE = 1_000;

  // Ten offsets, ten apart: nearer than the two parts whose usual ports lie a hundred apart.
  private static final int NEIGHBOURS = 100;
  private static final int STEP = 10;

  // A lock that nothing refers to is closed by the garbage collector.
  private static final List<FileLock> HELD = new CopyOnWriteArrayList<>();

  private FreeOffset() {}

  static int reserve(Path cache) throws IOException {
    OwnerOnlyFile.createFolder(cache);
    Path locks = Files.createDirectories(cache.resolve("ports"));
    for (int base = FIRST; base <= LAST; base += STRIDE) {
      for (int offset = base; offset < base + NEIGHBOURS; offset += STEP) {
        if (isFree(offset) && lock(locks.resolve(offset + ".lock"))) {
          return offset;
        }
      }
    }
    throw new LaunchException("No free ports were found. Choose some: --port-offset N");
  }

  private static boolean isFree(int offset) {
    return Ports.shiftedBy(offset).byPart().values().stream().noneMatch(Ports::isBusy);
  }

  private static boolean lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        HELD.add(lock);
        return true;
      }
    } catch (OverlappingFileLockException e) {
      // Reserved by this process itself.
    }
    channel.close();
    return false;
  }
}
