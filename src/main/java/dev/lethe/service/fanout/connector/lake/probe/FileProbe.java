package dev.lethe.service.fanout.connector.lake.probe;

import dev.lethe.service.fanout.connector.KeySearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Searches one file, whatever it is: by its format where there is one, and byte by byte always. */
final class FileProbe {

  /** Read in pieces, for a file may be larger than memory. */
  private static final int PIECE = 16 << 20;

  /** Longer than any key value, so that none is lost between two pieces. */
  private static final int OVERLAP = 4 << 10;

  private final KeySearch search;
  private final Set<String> keyColumns;

  FileProbe(KeySearch search, Set<String> keyColumns) {
    this.search = search;
    this.keyColumns = keyColumns;
  }

  RawHits probe(Path file) throws IOException {
    try {
      long named = search.inside(file.toString().getBytes(StandardCharsets.UTF_8));
      return new RawHits(0, 0, 0, named + bytes(file), 0).plus(format(file));
    } catch (NoSuchFileException gone) {
      return RawHits.NONE;
    }
  }

  private RawHits format(Path file) throws IOException {
    byte[] magic = head(file);
    try {
      if (starts(magic, "PAR1")) {
        return new ParquetProbe(search, keyColumns).probe(file);
      }
      if (starts(magic, "Obj\u0001")) {
        return new AvroProbe(search).probe(file);
      }
      if (magic.length > 1 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
        return zipped(file);
      }
      return RawHits.NONE;
    } catch (NoSuchFileException gone) {
      throw gone;
    } catch (IOException | RuntimeException unreadable) {
      return new RawHits(0, 0, 0, 0, 1);
    }
  }

  private RawHits zipped(Path file) throws IOException {
    try (InputStream plain = new GZIPInputStream(Files.newInputStream(file))) {
      return new RawHits(0, 0, 0, search(plain), 0);
    }
  }

  private long bytes(Path file) throws IOException {
    try (InputStream plain = Files.newInputStream(file)) {
      return search(plain);
    }
  }

  /** A value that lies whole in the overlap of two pieces is seen twice and counted once. */
  private long search(InputStream input) throws IOException {
    long found = 0;
    byte[] carried = new byte[0];
    for (byte[] piece = input.readNBytes(PIECE);
        piece.length > 0;
        piece = input.readNBytes(PIECE)) {
      byte[] joined = Arrays.copyOf(carried, carried.length + piece.length);
      System.arraycopy(piece, 0, joined, carried.length, piece.length);
      found += search.inside(joined) - search.inside(carried);
      carried = Arrays.copyOfRange(joined, Math.max(0, joined.length - OVERLAP), joined.length);
    }
    return found;
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return input.readNBytes(4);
    }
  }

  private static boolean starts(byte[] head, String magic) {
    return Arrays.equals(head, magic.getBytes(StandardCharsets.ISO_8859_1));
  }
}
