package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Shares as text files, one each; lines that begin with {@code #} are notes for their keepers. */
public final class ShareFiles {
  private ShareFiles() {}

  /** Reads one share from each file. */
  public static List<Share> read(Collection<Path> files) {
    return files.stream().map(ShareFiles::read).toList();
  }

  private static Share read(Path file) {
    try (var content = SecretFile.read(file)) {
      var lines = new String(content.borrow(), UTF_8).lines();
      return Share.parse(lines.filter(line -> !line.startsWith("#")).collect(joining("\n")));
    } catch (ShareException e) {
      throw new ShareException(file.getFileName() + ": " + e.getMessage());
    }
  }

  /** Writes each share durably into a file of its own that only its owner may read. */
  public static void write(Path folder, List<Share> shares) {
    try {
      Files.createDirectories(folder);
      for (var share : shares) {
        write(share, folder.resolve(nameOf(share)));
      }
    } catch (IOException e) {
      throw new RootKeyException("the shares cannot be written", e);
    }
  }

  /** {@code share-2-of-5-9XKD7Q2M.txt}. */
  public static String nameOf(Share share) {
    return "share-%d-of-%d-%s.txt".formatted(share.index(), share.terms().total(), share.set());
  }

  private static void write(Share share, Path file) throws IOException {
    var terms = share.terms();
    var text =
        "# Lethe's root key file: share %d of %d; any %d open it. Keep it apart from the others.%n%s%n"
            .formatted(share.index(), terms.total(), terms.needed(), share.reveal());
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, options, ownerOnly);
        var out = Channels.newOutputStream(channel)) {
      out.write(text.getBytes(UTF_8));
      channel.force(true);
    }
  }
}
