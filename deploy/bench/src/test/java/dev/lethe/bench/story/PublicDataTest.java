package dev.lethe.bench.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.bench.stack.Resources;
import dev.lethe.cli.load.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublicDataTest {
  @Test
  void truthIsReadFromEachSetsOwnForm(@TempDir Path data) throws IOException {
    write(
        data.resolve("er/splink/historical_50k.csv"),
        "unique_id,cluster,full_name\nQ1-1,Q1,a\nQ1-2,Q1,b\n");
    write(
        data.resolve("er/febrl/dataset3.csv"),
        "rec_id, given_name\nrec-7-org, x\nrec-7-dup-3, y\n");
    write(
        data.resolve("er/senzing-truthset/actual_truthset_key.csv"),
        "TEST_GROUP,CLUSTER_ID,DATA_SOURCE,RECORD_ID\n100,1,CUSTOMERS,1001\n");

    List<PublicData> sets = PublicData.under(data);

    assertThat(sets)
        .extracting(PublicData::name)
        .containsExactly("senzing", "febrl3", "historical_50k");
    assertThat(sets.get(0).truth()).isEqualTo(Map.of("CUSTOMERS:1001", "1"));
    assertThat(sets.get(1).truth()).isEqualTo(Map.of("rec-7-org", "7", "rec-7-dup-3", "7"));
    assertThat(sets.get(2).truth()).isEqualTo(Map.of("Q1-1", "Q1", "Q1-2", "Q1"));
    assertThat(PublicData.under(data.resolve("nowhere"))).isEmpty();
  }

  @Test
  void everyShippedMappingIsSound() throws Exception {
    for (String name :
        List.of(
            "historical_50k",
            "febrl3",
            "senzing-customers",
            "senzing-reference",
            "senzing-watchlist")) {
      assertThat(Mapping.read(Resources.text("mappings/" + name + ".yaml")).source()).isNotBlank();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
