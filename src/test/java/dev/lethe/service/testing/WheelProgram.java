package dev.lethe.service.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs that come in a pinned wheel of {@code deploy/python}, once per machine. */
public final class WheelProgram {
  private WheelProgram() {}

  /**
   * Finds a program, or aborts the test and says why it cannot be had.
   *
   * @param requirements the name in {@code requirements-<name>.txt}
   * @param end how the program's path ends, such as {@code bin/bao}
   * @param needed what is skipped without it
   */
  public static Path find(String requirements, String end, String needed)
      throws IOException, InterruptedException {
    var set = System.getenv("LETHE_VENVS");
    var cache =
        set == null ? Path.of(System.getProperty("user.home"), ".cache/lethe") : Path.of(set);
    var python = Path.of("../deploy/python").toAbsolutePath().normalize();
    var venv = cache.resolve("venv-" + requirements);
    var build =
        new ProcessBuilder(
                "sh",
                python.resolve("venv.sh").toString(),
                venv.toString(),
                python.resolve("requirements-" + requirements + ".txt").toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(build.getInputStream().readAllBytes(), UTF_8).strip();
    int code = build.waitFor();
    if (code == 3) {
      System.err.println("SKIPPED " + needed + ": " + said);
      return abort(said);
    }
    if (code != 0) {
      throw new IllegalStateException("venv.sh failed: " + said);
    }
    try (var all = Files.walk(venv)) {
      return all.filter(path -> path.endsWith(end)).findFirst().orElseThrow();
    }
  }
}
