package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real SoftHSM with one token, made once for all tests: the library reads its settings when it is
 * first used, from where the build's SOFTHSM2_CONF says.
 */
final class SoftHsm {
  static final String PIN = "marked-pin-4711";
  private static final Pattern SLOT = Pattern.compile("slot (\\d+)");
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
          Path.of("/usr/local/lib/softhsm/libsofthsm2.so"),
          Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));
  private static @Nullable SoftHsm made;

  final Path folder;
  final Path library;
  final int slot;

  private SoftHsm(Path library) throws IOException, InterruptedException {
    this.library = library;
    var conf = Path.of(System.getenv("SOFTHSM2_CONF"));
    folder = conf.resolveSibling("tokens-" + ProcessHandle.current().pid());
    Files.createDirectories(folder);
    Files.writeString(conf, "directories.tokendir = " + folder + "\nlog.level = ERROR\n");
    slot = initialise("lethe");
  }

  static synchronized SoftHsm get() throws IOException, InterruptedException {
    var known = made;
    if (known == null) {
      known = new SoftHsm(library());
      made = known;
    }
    return known;
  }

  private static Path library() {
    return LIBRARIES.stream().filter(Files::exists).findFirst().orElseGet(SoftHsm::missing);
  }

  private static Path missing() {
    var reason = "no SoftHSM on this machine: install the Debian package softhsm2";
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(reason);
    }
    System.err.println("SKIPPED the tests of PKCS#11: " + reason);
    return abort(reason);
  }

  private static int initialise(String label) throws IOException, InterruptedException {
    var command =
        List.of(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            label,
            "--so-pin",
            "so-4711",
            "--pin",
            PIN);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    var slot = SLOT.matcher(said);
    if (process.waitFor() != 0 || !slot.find()) {
      throw new IllegalStateException("softhsm2-util: " + said);
    }
    return Integer.parseInt(slot.group(1));
  }

  /** Everything the token keeps on disk. */
  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
