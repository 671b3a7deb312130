package dev.lethe.bench.identity;

import dev.lethe.identitygraph.score.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model scores. */
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A model file; without it one is trained on the profiles, without labels.")
  private @Nullable Path file;

  @Nullable Model read() throws IOException {
    if (file == null) {
      return null;
    }
    try (var json = Files.newInputStream(file)) {
      return Model.read(json);
    }
  }
}
