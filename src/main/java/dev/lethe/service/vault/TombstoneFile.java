package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.cryptovault.KeyId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tombstones outside the database, one line each: key, reason, time. Only appended to, and on
 * disk before the shred commits, so that a database restored from before the shred can be told what
 * to destroy again. A line without a shred is possible after a crash; it destroys a key that was to
 * be destroyed.
 */
@ApplicationScoped
class TombstoneFile {
  private final VaultConfig config;

  TombstoneFile(VaultConfig config) {
    this.config = config;
  }

  /** A line of the file. */
  record Tombstone(KeyId key, String reasonCode) {}

  boolean isConfigured() {
    return config.tombstoneFile().isPresent();
  }

  private Path path() {
    return config
        .tombstoneFile()
        .orElseThrow(() -> new VaultSealedException("lethe.vault.tombstone-file is not set"));
  }

  void append(List<Tombstone> tombstones, Instant at) {
    // A line that a crash cut short must not run into the next.
    var lines = new StringBuilder("\n");
    for (var one : tombstones) {
      lines.append(one.key()).append(' ').append(one.reasonCode()).append(' ');
      lines.append(at).append('\n');
    }
    var path = path();
    try {
      var parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      write(path, ByteBuffer.wrap(lines.toString().getBytes(US_ASCII)));
    } catch (IOException e) {
      throw new VaultStoreException("the tombstone file cannot be written", e);
    }
  }

  private static void write(Path path, ByteBuffer lines) throws IOException {
    try (var channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (lines.hasRemaining()) {
        channel.write(lines);
      }
      channel.force(true);
    }
  }

  /**
   * Which of these keys a line begins with. A line that a crash cut short counts: better a key too
   * many than one too few.
   */
  Set<KeyId> named(Collection<KeyId> keys) {
    var path = path();
    var wanted = new HashMap<String, KeyId>();
    keys.forEach(key -> wanted.put(key.toString(), key));
    if (!Files.exists(path)) {
      return Set.of();
    }
    try (var lines = Files.lines(path, US_ASCII)) {
      return lines
          .map(line -> wanted.get(line.split(" ", 2)[0]))
          .filter(Objects::nonNull)
          .collect(Collectors.toSet());
    } catch (IOException | UncheckedIOException e) {
      throw new VaultStoreException("the tombstone file cannot be read", e);
    }
  }

  /** Every tombstone; a last line that a crash cut short is left out, its shred never committed. */
  List<Tombstone> read() {
    var path = path();
    if (!Files.exists(path)) {
      return List.of();
    }
    try {
      var text = Files.readString(path, US_ASCII);
      var tombstones = new ArrayList<Tombstone>();
      for (var line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
        var parts = line.split(" ");
        if (parts.length == 3) {
          tombstones.add(new Tombstone(KeyId.parse(parts[0]), parts[1]));
        }
      }
      return tombstones;
    } catch (IOException | IllegalArgumentException e) {
      throw new VaultStoreException("the tombstone file cannot be read", e);
    }
  }
}
