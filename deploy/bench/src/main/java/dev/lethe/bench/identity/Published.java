package dev.lethe.bench.identity;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.bench.stack.Resources;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The best figures that others have published, by data set. */
final class Published {

  private final Map<String, Figure> figures;

  /** Pairwise F1, who reached it, and where that is written. */
  record Figure(double f1, String system, String source) {}

  private Published(Map<String, Figure> figures) {
    this.figures = Map.copyOf(figures);
  }

  static Published read() throws IOException {
    return new Published(
        new ObjectMapper()
            .readValue(Resources.text("identity/published.json"), new TypeReference<>() {}));
  }

  Optional<Figure> of(String set) {
    return Optional.ofNullable(figures.get(set));
  }
}
