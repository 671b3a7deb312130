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
import java.util.Base64;
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
 * be destroyed. Between them stand lines of another kind, for keys that have left the vault: {@code
 * export}, its id, base64url of what is known of it, a full stop.
 */
@ApplicationScoped
class TombstoneFile {
  private static final String EXPORT = "export";
  private static final int EXPORT_PARTS = 4;
  private static final int TOMBSTONE_PARTS = 3;

  private final VaultConfig config;

  TombstoneFile(VaultConfig config) {
    this.config = config;
  }

  /** A line of the file. */
  record Tombstone(KeyId key, String reasonCode) {}

  /** A line that tells of keys that left. */
  record ExportLine(ExportId id, byte[] facts) {}

  /** What the file says, in the order in which it was written. */
  record Contents(List<Tombstone> tombstones, List<ExportLine> exports) {}

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
    append(lines);
  }

  void append(ExportLine export) {
    var facts = Base64.getUrlEncoder().withoutPadding().encodeToString(export.facts());
    append(new StringBuilder("\n" + EXPORT + ' ' + export.id() + ' ' + facts + " .\n"));
  }

  private void append(StringBuilder lines) {
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

  /** Every whole line; one that a crash cut short is left out, what it tells never committed. */
  Contents read() {
    var path = path();
    var contents = new Contents(new ArrayList<>(), new ArrayList<>());
    if (!Files.exists(path)) {
      return contents;
    }
    try {
      var text = Files.readString(path, US_ASCII);
      for (var line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
        read(line.split(" "), contents);
      }
      return contents;
    } catch (IOException | IllegalArgumentException e) {
      throw new VaultStoreException("the tombstone file cannot be read", e);
    }
  }

  private static void read(String[] parts, Contents contents) {
    if (parts[0].equals(EXPORT)) {
      if (parts.length == EXPORT_PARTS) {
        var facts = Base64.getUrlDecoder().decode(parts[2]);
        contents.exports().add(new ExportLine(ExportId.parse(parts[1]), facts));
      }
    } else if (parts.length == TOMBSTONE_PARTS) {
      contents.tombstones().add(new Tombstone(KeyId.parse(parts[0]), parts[1]));
    }
  }
}
