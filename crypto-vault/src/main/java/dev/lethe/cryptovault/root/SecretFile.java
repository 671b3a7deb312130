package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A file that holds a secret: a passphrase, a PIN, an access token, a share. */
public final class SecretFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private SecretFile() {}

  /** Reads the secret, without line breaks at its end; throws when there is none. */
  public static SecretBytes read(Path file) {
    byte[] all;
    try {
      all = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new RootKeyException("cannot read the secret file " + file.getFileName(), e);
    }
    int end = all.length;
    while (end > 0 && (all[end - 1] == '\n' || all[end - 1] == '\r')) {
      end--;
    }
    var secret = SecretBytes.takeCopyOf(all, 0, end);
    Arrays.fill(all, (byte) 0);
    if (end == 0) {
      throw new RootKeyException("the secret file " + file.getFileName() + " is empty");
    }
    return secret;
  }

  /**
   * Whether others than its owner can read or change the file; false where it is missing, or where
   * the file system knows no such permissions.
   */
  public static boolean isOpenToOthers(Path file) {
    try {
      var granted = EnumSet.noneOf(PosixFilePermission.class);
      granted.addAll(Files.getPosixFilePermissions(file, new LinkOption[0]));
      return !OWNER_ONLY.containsAll(granted);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
