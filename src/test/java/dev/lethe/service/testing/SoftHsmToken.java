package dev.lethe.service.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A real SoftHSM with one token in a folder of its own, for a service in another process. */
public final class SoftHsmToken {
  public static final String PIN = "marked-pin-4711";
  private static final Pattern SLOT = Pattern.compile("slot (\\d+)");
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
          Path.of("/usr/local/lib/softhsm/libsofthsm2.so"),
          Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

  private final Path folder;
  private final Path library;
  private final String slot;

  private SoftHsmToken(Path folder, Path library) throws IOException, InterruptedException {
    this.folder = folder;
    this.library = library;
    Files.createDirectories(tokens());
    Files.writeString(conf(), "directories.tokendir = " + tokens() + "\nlog.level = ERROR\n");
    Files.createFile(
        pinFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    writePin(PIN);
    this.slot = initialise();
  }

  /** Makes a token, or aborts the test and says why. */
  public static SoftHsmToken in(Path folder) throws IOException, InterruptedException {
    var library = LIBRARIES.stream().filter(Files::exists).findFirst();
    if (library.isEmpty()) {
      var reason = "no SoftHSM on this machine: install the Debian package softhsm2";
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(reason);
      }
      System.err.println("SKIPPED the service on PKCS#11: " + reason);
      return abort(reason);
    }
    return new SoftHsmToken(folder, library.get());
  }

  private Path conf() {
    return folder.resolve("softhsm2.conf");
  }

  private Path tokens() {
    return folder.resolve("tokens");
  }

  private Path pinFile() {
    return folder.resolve("pin");
  }

  public void writePin(String pin) throws IOException {
    Files.writeString(pinFile(), pin + "\n");
  }

  private String initialise() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
                "softhsm2-util --init-token --free --label lethe --so-pin so-4711 --pin".split(" "))
            .redirectErrorStream(true);
    builder.command().add(PIN);
    builder.environment().putAll(environment());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    var found = SLOT.matcher(said);
    if (process.waitFor() != 0 || !found.find()) {
      throw new IllegalStateException("softhsm2-util: " + said);
    }
    return found.group(1);
  }

  /** SoftHSM finds its tokens by this alone. */
  public Map<String, String> environment() {
    return Map.of("SOFTHSM2_CONF", conf().toString());
  }

  public Map<String, String> settings() {
    return Map.of(
        "lethe.vault.root-store",
        "pkcs11",
        "lethe.vault.pkcs11.library",
        library.toString(),
        "lethe.vault.pkcs11.slot",
        slot,
        "lethe.vault.pkcs11.pin-file",
        pinFile().toString());
  }

  /** How many keys and marks it holds. */
  public int objects() throws IOException {
    try (var all = Files.walk(tokens())) {
      return (int)
          all.map(path -> path.getFileName().toString())
              .filter(name -> name.endsWith(".object") && !name.equals("token.object"))
              .count();
    }
  }

  public void takeAway() throws IOException {
    Files.move(tokens(), folder.resolve("away"));
  }

  public void putBack() throws IOException {
    Files.move(folder.resolve("away"), tokens());
  }
}
