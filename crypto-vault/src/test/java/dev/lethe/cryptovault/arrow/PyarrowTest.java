package dev.lethe.cryptovault.arrow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lethe.cryptovault.proof.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams are exchanged with Arrow's reference implementation, installed once per machine. */
class PyarrowTest {
  private static Path python = Path.of("");
  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void install() throws Exception {
    var set = System.getenv("LETHE_VENVS");
    var cache =
        set == null ? Path.of(System.getProperty("user.home"), ".cache/lethe") : Path.of(set);
    var venv = cache.resolve("venv-pyarrow");
    var build = start("sh", part("venv.sh"), venv.toString(), part("requirements-pyarrow.txt"));
    var said = new String(build.getInputStream().readAllBytes(), UTF_8).strip();
    int code = build.waitFor();
    if (code == 3) {
      System.err.println("SKIPPED the tests against a real pyarrow: " + said);
      abort(said);
    }
    assertThat(code).as(said).isZero();
    python = venv.resolve("bin/python");
  }

  @Test
  void pyarrowReadsWhatIsWritten() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var writer = new ArrowWriter(out, List.of("token", "problem"), Map.of("k", "v"))) {
      var tokens = new TextBuilder(3, 1);
      var problems = new TextBuilder(3, 1);
      tokens.addBase64Url("jane".getBytes(UTF_8), 0, 4);
      problems.add(null);
      tokens.add(null);
      problems.add("Ünïcode ✓");
      writer.write(tokens, problems);
      tokens.clear();
      problems.clear();
      writer.write(tokens, problems);
      tokens.add("x");
      problems.add("");
      writer.write(tokens, problems);
      writer.end();
    }
    var file = Files.write(folder.resolve("ours.arrows"), out.toByteArray());
    assertThat(Json.parse(run("read", file)))
        .isEqualTo(
            Json.parse(
                """
                {"columns": {"token": ["amFuZQ", null, "x"], "problem": [null, "Ünïcode ✓", ""]},
                 "types": ["string", "string"], "metadata": {"k": "v"}}\
                """));
  }

  @Test
  void whatPyarrowWritesIsRead() throws Exception {
    run("write", folder);
    for (var name : List.of("plain", "large", "replaced", "binary")) {
      assertThat(Streams.read(Files.readAllBytes(folder.resolve(name + ".arrows"))))
          .isEqualTo(Streams.read(Streams.resource(name)));
    }
    try (var refused = Files.newDirectoryStream(folder, "refused-*")) {
      for (var file : refused) {
        assertThatThrownBy(() -> Streams.read(Files.readAllBytes(file)))
            .isInstanceOf(InvalidArrowException.class);
      }
    }
  }

  private static String run(String what, Path path) throws Exception {
    var process = start(python.toString(), part("arrow_peer.py"), what, path.toString());
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String part(String name) {
    return Path.of("../deploy/python").toAbsolutePath().normalize().resolve(name).toString();
  }
}
