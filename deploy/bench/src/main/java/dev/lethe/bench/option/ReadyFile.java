package dev.lethe.bench.option;

import dev.lethe.bench.stack.Standalone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** Where the standalone is. */
public final class ReadyFile {

  @Option(
      names = "--ready-file",
      required = true,
      paramLabel = "FILE",
      description = "Written by the launcher when everything is up.")
  private Path file = Path.of("");

  /** The standalone that is up. */
  public Standalone stack() throws IOException {
    return Standalone.read(file, InstantSource.system());
  }
}
