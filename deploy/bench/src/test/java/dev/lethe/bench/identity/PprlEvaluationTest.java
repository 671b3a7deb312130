package dev.lethe.bench.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PprlEvaluationTest {
  private static final String HEADER =
      "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state,"
          + " date_of_birth, soc_sec_id\n";

  @TempDir private Path folder = Path.of("");

  @Test
  void originalsAreLinkedWithTheirDuplicatesAndScoredByRecordNumber() throws IOException {
    Path file = Files.createDirectories(folder.resolve("er/febrl")).resolve("dataset1.csv");
    Files.writeString(
        file,
        HEADER
            + "rec-1-org, lachlan, berry, 69, giblin street, killarney, bittern, 4814, qld, 19990219, 1\n"
            + "rec-1-dup-0, lachlan, bery, 69, giblin street, killarney, bittern, 4814, qld, 19990219, 2\n"
            + "rec-2-org, deakin, sondergeld, 48, goldfinch circuit, , canterbury, 2776, vic, 19600210, 3\n"
            + "rec-2-dup-0, , , 48, , , , , vic, , 3\n");

    assertThat(PprlEvaluation.figures(folder))
        .containsEntry("pprl.pairs", 2L)
        .containsEntry("pprl.precision", 1.0)
        .containsEntry("pprl.recall", .5)
        .containsEntry("pprl.threshold", .85)
        .doesNotContainKey("pprl.clkhash_dirty.recall");
  }
}
