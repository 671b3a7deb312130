package dev.lethe.cryptovault.root;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small file that is replaced whole or not at all, readable by its owner only. */
final class DurableFile {
  private final Path path;
  private final Path folder;

  DurableFile(Path path) {
    this.path = path.toAbsolutePath();
    this.folder = parentOf(this.path);
  }

  private static Path parentOf(Path path) {
    var parent = path.getParent();
    if (parent == null) {
      throw new RootKeyException("the root key file needs a folder");
    }
    return parent;
  }

  boolean exists() {
    return Files.exists(path);
  }

  byte[] read() throws IOException {
    return Files.readAllBytes(path);
  }

  /** Differs whenever the file has been replaced; null when there is none. */
  @Nullable Object stamp() throws IOException {
    if (!exists()) {
      return null;
    }
    var seen = Files.readAttributes(path, BasicFileAttributes.class);
    return List.of(seen.lastModifiedTime(), seen.size(), String.valueOf(seen.fileKey()));
  }

  /** Replaces the content durably and overwrites the blocks of the former file. */
  void replace(byte[] content, SecureRandom random) throws IOException {
    var next = folder.resolve(path.getFileName() + ".next");
    Files.deleteIfExists(next);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(next, options, ownerOnly)) {
      writeFully(channel, content);
    }
    if (!exists()) {
      moveInPlace(next);
      return;
    }
    try (var former = FileChannel.open(path, StandardOpenOption.WRITE)) {
      moveInPlace(next);
      var noise = new byte[(int) former.size()];
      random.nextBytes(noise);
      writeFully(former, noise);
    }
  }

  private void moveInPlace(Path next) throws IOException {
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void writeFully(FileChannel channel, byte[] content) throws IOException {
    for (var buffer = ByteBuffer.wrap(content); buffer.hasRemaining(); ) {
      channel.write(buffer);
    }
    channel.force(true);
  }

  /** Keeps other processes from replacing the file until the channel is closed. */
  FileChannel lock() throws IOException {
    Files.createDirectories(folder);
    var lock = folder.resolve(path.getFileName() + ".lock");
    var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.lock();
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
