package dev.lethe.service.fanout.connector.featurestore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.service.fanout.connector.AssetRef;
import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.DiscoveredAsset;
import dev.lethe.service.fanout.connector.Erased;
import dev.lethe.service.fanout.connector.Exported;
import dev.lethe.service.fanout.connector.PythonParts;
import dev.lethe.service.fanout.connector.SubjectKeys;
import dev.lethe.service.fanout.connector.Verified;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feast itself writes, Lethe erases one customer, Feast itself no longer finds that customer and
 * finds the others.
 */
class RealFeastTest {

  private static final String ALICE = "prf_01jd3q8w5v9x2k7m4n6p8r0t1a";
  private static final String BOB = "prf_01jd3q8w5v9x2k7m4n6p8r0t1b";
  private static final String ZOE = "prf_01jd3q8w5v9x2k7m4n6p8r0tzö";

  @TempDir Path folder;
  private final RedisFixture redis = new RedisFixture();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void feastNoLongerServesWhomLetheErased() throws Exception {
    Path python = PythonParts.python("feast");
    feast(python, "write", ALICE, BOB, ZOE);
    assertThat(redis.keys()).isEqualTo(9);
    var connector = redis.connector(Map.of());
    assertThat(connector.discover())
        .extracting(DiscoveredAsset::name)
        .containsExactly("customer_risk", "customer_stats", "product_affinity");

    Batch stats = batch("customer_stats", List.of("avg_basket", "orders_90d", "last_category"));
    var exported = (Exported.Rows) connector.export(stats);
    assertThat(exported.subjects().get("s-alice"))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("customer_id", ALICE)
                .containsEntry("avg_basket", 10.5)
                .containsEntry("orders_90d", 0L)
                .containsEntry("last_category", "category-0"));
    assertThat(((Erased.Done) connector.erase(stats)).total()).isEqualTo(1);
    assertThat(((Verified.Probed) connector.verify(stats)).clean()).isTrue();
    JsonNode afterStats = feast(python, "read", ALICE, BOB, ZOE);
    assertThat(texts(afterStats.path("single").path("last_category")))
        .containsExactly("null", "category-1", "category-2");
    assertThat(texts(afterStats.path("single").path("score"))).containsExactly("0.5", "0.5", "0.5");

    for (Batch rest :
        List.of(
            batch("customer_risk", List.of("score", "blocked")),
            batch("product_affinity", List.of("affinity")))) {
      connector.erase(rest);
      assertThat(((Verified.Probed) connector.verify(rest)).clean()).isTrue();
    }
    JsonNode afterAll = feast(python, "read", ALICE, BOB, ZOE);
    assertThat(texts(afterAll.path("single").path("score"))).containsExactly("null", "0.5", "0.5");
    assertThat(texts(afterAll.path("pairs").path("affinity")))
        .containsExactly("null", "null", "0.25", "0.25", "0.25", "0.25");
    assertThat(redis.featureKeys()).isEqualTo(6);
  }

  private static Batch batch(String view, List<String> features) {
    var asset = new AssetRef("features", view, Map.of("profile", "customer_id"), features, "erase");
    var alice = new SubjectKeys("s-alice", Map.of("profile", Set.of(ALICE)), Set.of());
    return new Batch("b-1", asset, List.of(alice), 100, Map.of());
  }

  private JsonNode feast(Path python, String mode, String... customers)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(python.toString());
    command.add(PythonParts.folder().resolve("feast_shop.py").toString());
    command.addAll(List.of(mode, folder.toString(), Integer.toString(RedisFixture.port())));
    command.addAll(Arrays.asList(customers));
    Path log = folder.resolve("feast.log");
    var builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("FEAST_USAGE", "False");
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("Feast ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    int json = output.indexOf('{');
    return json < 0
        ? new ObjectMapper().createObjectNode()
        : new ObjectMapper().readTree(output.substring(json));
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return texts;
  }
}
