package dev.lethe.service.fanout.connector;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Real Python programs for tests, installed once from the pinned requirements in {@code
 * deploy/python}.
 */
public final class PythonParts {

  private PythonParts() {}

  /** The folder of the Python parts, wherever the tests are started from. */
  public static Path folder() {
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("deploy/python/venv.sh"))) {
        return at.resolve("deploy/python");
      }
    }
    throw new IllegalStateException("deploy/python is not above " + here);
  }

  /**
   * The Python of an environment with the named requirements. Where this machine cannot build one,
   * the test that asked is skipped and says why.
   */
  public static Path python(String name) {
    String set = System.getenv("LETHE_VENVS");
    Path home = Path.of(System.getProperty("user.home"), ".cache", "lethe");
    Path venv = (set == null ? home : Path.of(set)).resolve("venv-" + name);
    try {
      Process build =
          new ProcessBuilder(
                  "sh",
                  folder().resolve("venv.sh").toString(),
                  venv.toString(),
                  folder().resolve("requirements-" + name + ".txt").toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = build.waitFor(10, TimeUnit.MINUTES);
      int code = ended ? build.exitValue() : 3;
      if (code != 0 && code != 3) {
        throw new IllegalStateException("venv.sh failed: " + said);
      }
      if (code == 3) {
        System.err.printf("SKIPPED the test against a real %s: %s%n", name, said.strip());
      }
      assumeThat(code).as("a real %s on this machine: %s", name, said.strip()).isZero();
      return venv.resolve("bin/python");
    } catch (IOException e) {
      throw new IllegalStateException("venv.sh did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
