package dev.lethe.bench.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.iceberg.HasTableOperations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventLakeTest {
  private static final String ANN = "prf_annannannannannannannann";

  private final EmbeddedPostgres postgres;
  private final EventLake lake;
  private final Path warehouse;

  EventLakeTest(@TempDir Path warehouse) throws IOException {
    this.warehouse = warehouse;
    postgres = EmbeddedPostgres.builder().start();
    String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    lake = new EventLake(url, "postgres", "postgres", warehouse);
  }

  @BeforeAll
  void fill() throws IOException {
    lake.append(events(0, 500));
    lake.append(events(500, 1000));
  }

  @AfterAll
  void stop() throws IOException {
    lake.close();
    postgres.close();
  }

  @Test
  void tableIsOfFormatThreeAndEveryAppendIsASnapshot() {
    var table = lake.table();

    assertThat(((HasTableOperations) table).operations().current().formatVersion()).isEqualTo(3);
    assertThat(table.snapshots()).hasSize(2);
    assertThat(table.spec().fields()).extracting(field -> field.name()).containsExactly("ts_day");
  }

  @Test
  void rowsAreCountedByProfileOrCustomer() {
    assertThat(lake.rows(Set.of(ANN), Set.of())).isEqualTo(100);
    assertThat(lake.rows(Set.of(), Set.of("cus_3"))).isEqualTo(100);
    assertThat(lake.rows(Set.of(ANN), Set.of("cus_3"))).isEqualTo(200);
    assertThat(lake.rows(Set.of("prf_nobody"), Set.of())).isZero();
  }

  @Test
  void rawScanLooksIntoCompressedColumnsAndManifests() throws IOException {
    RawScan.Found found = RawScan.in(warehouse, Set.of(ANN));

    assertThat(found.hits()).isGreaterThanOrEqualTo(100);
    assertThat(found.files()).isGreaterThan(4);
    assertThat(RawScan.in(warehouse, Set.of("prf_nobody")).hits()).isZero();
  }

  @Test
  void rawScanFindsTextsInPlainAndZippedFilesThatNoTableKnows(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("orphan.txt"), "x secret-text x");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write("a secret-text, a secret-text".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("old.metadata.json.gz"), bytes.toByteArray());

    assertThat(RawScan.in(folder, Set.of("secret-text"))).isEqualTo(new RawScan.Found(2, 3));
    assertThatThrownBy(() -> RawScan.in(folder, Set.of("abc"))).hasMessageContaining("by chance");
  }

  private static List<JsonNode> events(int from, int to) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String profile = i % 10 == 0 ? ANN : "prf_other" + i % 10;
      events.add(
          new ObjectMapper()
              .readTree(
                  """
                  {"event_id":"e%d","event_type":"view","timestamp":"2026-11-%02dT10:00:00Z","session_id":"t",
                   "profile":"%s","customer":"cus_%d","channel":"web","device_type":"phone",
                   "properties":{"sku":"S","category":"toys","price":1.5,"quantity":2}}
                  """
                      .formatted(i, 1 + i % 3, profile, i % 10)));
    }
    return events;
  }
}
