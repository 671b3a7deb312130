package dev.lethe.piicatalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped retailer's file, and what is left of it after random damage. */
final class FidesDatasetsPropertyTest {

  private static final Path RETAIL = Path.of("..", "deploy", "catalog", "retail.yaml");

  @Test
  void shippedFileIsCoveredWithoutAGap() throws Exception {
    Catalog catalog = FidesDatasets.read(Files.readString(RETAIL));

    assertThat(Coverage.of(catalog.targets(), catalog.assets()).gaps()).isEmpty();
    assertThat(catalog.targets()).extracting(Target::name).containsExactly("lake", "features");
    assertThat(catalog.policies())
        .extracting(DatasetPolicy::dataset)
        .containsExactly("retail_events");
  }

  @Test
  void shippedModelsAreMarkedNotErased() throws Exception {
    Catalog models =
        FidesDatasets.read(Files.readString(RETAIL.resolveSibling("retail-models.yaml")));

    assertThat(Coverage.of(models.targets(), models.assets()).gaps()).isEmpty();
    assertThat(models.assets().getFirst().actions()).containsExactly(Action.MARK);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void damagedFileIsReadWholeOrRefusedWithAPlace(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    String[] lines = Files.readString(RETAIL).split("\n", -1);
    for (int round = 0; round < 200; round++) {
      String yaml = damaged(lines, random);
      try {
        assertThat(FidesDatasets.read(yaml)).isNotNull();
      } catch (CatalogFileException e) {
        assertThat(e.problems())
            .isNotEmpty()
            .allSatisfy(problem -> assertThat(problem.line()).isBetween(1, lines.length + 2));
      }
    }
  }

  private static String damaged(String[] lines, SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int victim = random.nextInt(lines.length);
    for (int i = 0; i < lines.length; i++) {
      if (i != victim) {
        text.append(lines[i]).append('\n');
      } else if (random.nextBoolean() && !lines[i].isEmpty()) {
        byte[] bytes = lines[i].getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
        text.append(new String(bytes, StandardCharsets.UTF_8)).append('\n');
      }
    }
    return text.toString();
  }
}
