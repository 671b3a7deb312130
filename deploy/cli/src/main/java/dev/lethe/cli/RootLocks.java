package dev.lethe.cli;

import dev.lethe.cryptovault.root.Argon2Cost;
import dev.lethe.cryptovault.root.RootFileLocks;
import dev.lethe.cryptovault.root.RootFileOpener;
import dev.lethe.cryptovault.root.SecretFile;
import dev.lethe.cryptovault.root.ShareFiles;
import dev.lethe.cryptovault.root.ShareTerms;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what a root key file opens with. */
final class RootLocks {
  private RootLocks() {}

  static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new SettingsException("There is no root key file " + file + ".");
    }
  }

  /** What it opens with now. */
  static final class Present {
    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "The passphrase.")
    private @Nullable Path passphrase;

    @Option(names = "--share", paramLabel = "FILE", description = "A share; give enough of them.")
    private List<Path> shares = List.of();

    RootFileOpener opener(PrintWriter err) {
      if ((passphrase == null) == shares.isEmpty()) {
        throw new SettingsException("Give --passphrase-file, or --share as often as needed.");
      }
      List<Path> files = new ArrayList<>(shares);
      if (passphrase != null) {
        files.add(passphrase);
      }
      files.stream()
          .filter(SecretFile::isOpenToOthers)
          .forEach(file -> err.println("lethe: others on this machine can reach " + file));
      return passphrase != null
          ? RootFileOpener.passphrase(SecretFile.read(passphrase), Argon2Cost.RECOMMENDED)
          : RootFileOpener.shares(ShareFiles.read(shares));
    }
  }

  /** What it shall open with. */
  static final class Next {
    @Option(
        names = "--new-passphrase-file",
        paramLabel = "FILE",
        description = "The passphrase from now on.")
    private @Nullable Path passphrase;

    @Option(
        names = "--new-shares",
        paramLabel = "KofN",
        description = "Makes N shares of which any K open it, such as 3of5.")
    private @Nullable String terms;

    @Option(
        names = "--shares-folder",
        paramLabel = "FOLDER",
        description = "Where to write the shares, a file each.")
    private @Nullable Path folder;

    RootFileLocks locks() {
      if (passphrase == null && terms == null) {
        throw new SettingsException("Give --new-passphrase-file, --new-shares, or both.");
      }
      if (terms != null && folder == null) {
        throw new SettingsException("Shares need --shares-folder.");
      }
      return new RootFileLocks(
          Optional.ofNullable(passphrase).map(SecretFile::read),
          Argon2Cost.RECOMMENDED,
          Optional.ofNullable(terms).map(Next::termsOf));
    }

    private static ShareTerms termsOf(String text) {
      try {
        return ShareTerms.parse(text);
      } catch (IllegalArgumentException e) {
        throw new SettingsException("--new-shares: " + e.getMessage());
      }
    }

    Path folder() {
      return folder == null ? Path.of("") : folder;
    }
  }
}
