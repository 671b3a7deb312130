package dev.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogCommandTest {
  private static final Path RETAIL = Path.of("..", "catalog", "retail.yaml");

  @TempDir private Path folder = Path.of("");

  @Test
  void shippedFilePasses() {
    Run run = check(RETAIL);

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("personal fields are covered").doesNotContain("gap:");
  }

  @Test
  void gapFailsTheBuildAndNamesTheField() throws IOException {
    Path file = changed("connector: featurestore, action: erase", "connector: featurestore");

    Run run = check(file);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("gap: features, customer_stats, avg_basket: no action");
  }

  @Test
  void mistakeFailsTheBuildAndNamesTheLine() throws IOException {
    Run run = check(changed("user.device.cookie_id", "user.device.biscuit"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("line 32")
        .contains("\"user.device.biscuit\" is not a known data category");
  }

  @Test
  void missingFileIsAFileError() {
    assertThat(check(folder.resolve("none.yaml")).exit()).isEqualTo(4);
  }

  @Test
  void loadingWithoutAServiceIsAServiceError() {
    Map<String, String> env = Map.of("LETHE_TOKEN", "t", "LETHE_URL", "http://127.0.0.1:1");

    Run run = Run.lethe(env, "catalog", "load", RETAIL);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("http://127.0.0.1:1 was not reached");
  }

  private static Run check(Path file) {
    return Run.lethe(Map.of(), "catalog", "check", file);
  }

  private Path changed(String right, String wrong) throws IOException {
    String yaml = Files.readString(RETAIL);
    assertThat(yaml).contains(right);
    return Files.writeString(folder.resolve("changed.yaml"), yaml.replace(right, wrong));
  }
}
