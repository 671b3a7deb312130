package dev.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.root.Argon2Cost;
import dev.lethe.cryptovault.root.FileRootKeyStore;
import dev.lethe.cryptovault.root.RootFileOpener;
import dev.lethe.cryptovault.root.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootsCommandTest {
  private static final String MARK = "marked-passphrase";
  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");
  private Path passphrase = Path.of("");
  private Path shares = Path.of("");

  @BeforeEach
  void makeFile() throws IOException {
    file = folder.resolve("roots");
    shares = folder.resolve("shares");
    passphrase = Files.writeString(folder.resolve("passphrase"), MARK + "\n");
    try (FileRootKeyStore store =
        FileRootKeyStore.open(
            file,
            RootFileOpener.passphrase(SecretFile.read(passphrase), Argon2Cost.RECOMMENDED),
            new SecureRandom())) {
      store.create(7);
    }
  }

  @Test
  void sharesMadeFromAPassphraseOpenTheFileInItsPlace() throws IOException {
    Run made = lock("--passphrase-file", passphrase, "--new-shares", "2of3");

    assertThat(made.err()).contains("others on this machine can reach");
    assertThat(made.exit()).isZero();
    List<Path> files = shareFiles();
    assertThat(files).hasSize(3).noneMatch(SecretFile::isOpenToOthers);
    Run shown = show("--share", files.get(0), "--share", files.get(2));
    assertThat(shown.exit()).isZero();
    assertThat(shown.out()).contains("epochs: [7]").contains("opens with: 2of3 shares");
    assertThat(show("--passphrase-file", passphrase).exit()).isEqualTo(1);
    assertThat(show("--share", files.get(1)).err()).contains("2 shares are needed");
    assertThat(made.out() + made.err() + shown.out())
        .doesNotContain(MARK)
        .doesNotContain(payload(files.get(0)));
  }

  @Test
  void passphraseCanBeChanged() throws IOException {
    Path next = Files.writeString(folder.resolve("next"), "another");

    assertThat(lock("--passphrase-file", passphrase, "--new-passphrase-file", next).exit())
        .isZero();

    assertThat(show("--passphrase-file", passphrase).err())
        .contains("the passphrase does not open the root key file");
    assertThat(show("--passphrase-file", next).out()).contains("epochs: [7]");
  }

  @Test
  void newFileOpensWithWhatItWasMadeWith() {
    Path other = folder.resolve("other");
    Run made =
        lethe(
            "create",
            "--file",
            other,
            "--new-passphrase-file",
            passphrase,
            "--new-shares",
            "2of2",
            "--shares-folder",
            shares);

    assertThat(made.exit()).isZero();
    Run again = lethe("create", "--file", other, "--new-passphrase-file", passphrase);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("there is a root key file already");
    assertThat(lethe("show", "--file", other, "--passphrase-file", passphrase).out())
        .contains("epochs: []")
        .contains("passphrase or 2of2 shares");
  }

  @Test
  void sharesThatCannotBeWrittenChangeNothing() throws IOException {
    Files.writeString(shares, "a file stands where the folder should");

    Run run = lock("--passphrase-file", passphrase, "--new-shares", "2of3");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("the shares cannot be written");
    assertThat(show("--passphrase-file", passphrase).exit()).isZero();
  }

  @Test
  void optionsThatMakeNoSenseAreExplained() {
    usage("Give --passphrase-file", "show", "--file", file);
    usage("There is no root key file", "show", "--file", folder.resolve("none"));
    usage("Give --new-passphrase-file", "lock", "--file", file, "--passphrase-file", passphrase);
    usage("Shares need --shares-folder", "create", "--file", "x", "--new-shares", "2of3");
    usage(
        "2 to 32 shares",
        "create",
        "--file",
        "x",
        "--new-shares",
        "1of3",
        "--shares-folder",
        shares);
  }

  private static void usage(String reason, Object... args) {
    Run run = lethe(args);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(reason);
  }

  private Run lock(Object... args) {
    List<Object> all = new ArrayList<>(List.of("lock", "--file", file, "--shares-folder", shares));
    all.addAll(List.of(args));
    return lethe(all.toArray());
  }

  private Run show(Object... args) {
    List<Object> all = new ArrayList<>(List.of("show", "--file", file));
    all.addAll(List.of(args));
    return lethe(all.toArray());
  }

  private static Run lethe(Object... args) {
    List<Object> all = new ArrayList<>(List.of("roots"));
    all.addAll(List.of(args));
    return Run.lethe(Map.of(), all.toArray());
  }

  private List<Path> shareFiles() throws IOException {
    try (var files = Files.list(shares)) {
      return files.sorted().toList();
    }
  }

  private static String payload(Path share) throws IOException {
    String text = Files.readString(share).strip();
    return text.substring(text.length() - 40);
  }
}
