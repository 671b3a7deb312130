package dev.lethe.cli.pprl;

import dev.lethe.identitygraph.pprl.LinkageSchema;
import dev.lethe.identitygraph.pprl.SharedSecret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

/** What the partners agreed on: the schema and the secret. */
public final class Agreed {
  private static final int LONGEST_SECRET = 4096;

  private Agreed() {}

  /** A schema that ships, by its id, or one from a file. */
  public static LinkageSchema schema(String idOrFile) throws IOException, PprlException {
    if (LinkageSchema.SHIPPED.contains(idOrFile)) {
      return LinkageSchema.shipped(idOrFile);
    }
    try (InputStream json = Files.newInputStream(Path.of(idOrFile))) {
      return LinkageSchema.read(json);
    } catch (IllegalArgumentException e) {
      throw new PprlException(idOrFile + ": " + e.getMessage());
    }
  }

  /** The secret in a file, without blanks and line ends around it. */
  public static SharedSecret secret(Path file) throws IOException, PprlException {
    byte[] all;
    try (InputStream in = Files.newInputStream(file)) {
      all = in.readNBytes(LONGEST_SECRET + 1);
    }
    try {
      if (all.length > LONGEST_SECRET) {
        throw new PprlException("the secret in " + file + " is longer than " + LONGEST_SECRET);
      }
      return new SharedSecret(stripped(all));
    } catch (IllegalArgumentException e) {
      throw new PprlException(file + ": " + e.getMessage());
    } finally {
      Arrays.fill(all, (byte) 0);
    }
  }

  /** Whether others on this machine may read the file. */
  public static boolean open(Path file) throws IOException {
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    return granted.contains(PosixFilePermission.GROUP_READ)
        || granted.contains(PosixFilePermission.OTHERS_READ);
  }

  private static byte[] stripped(byte[] all) {
    int from = 0;
    int to = all.length;
    while (from < to && Character.isWhitespace(all[from])) {
      from++;
    }
    while (to > from && Character.isWhitespace(all[to - 1])) {
      to--;
    }
    return Arrays.copyOfRange(all, from, to);
  }
}
