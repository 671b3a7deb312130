package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Public data through the API; give its folder as system property {@code lethe.data}. */
@LetheTest
class BulkIngestTest {
  private static final String DATA = System.getProperty("lethe.data", "");
  private final ProfileStore store;

  BulkIngestTest(ProfileStore store) {
    this.store = store;
  }

  private static final int MOST = Integer.getInteger("lethe.data.rows", 60_000);

  @Test
  void historicalPeopleResolveThroughTheApi() throws Exception {
    assumeTrue(!DATA.isEmpty(), "skipped: no folder of public data given as -Dlethe.data=<folder>");
    People.source("wiki", false);
    var rows = Files.readAllLines(Path.of(DATA, "er/splink/historical_50k.csv"));
    var people = new HashMap<String, String>();
    var lines =
        rows.subList(1, rows.size()).stream()
            .map(row -> row.split(",", -1))
            .collect(Collectors.toList());
    Collections.shuffle(lines, new Random(1));
    var json = new ObjectMapper();
    var body = new ByteArrayOutputStream();
    var order = lines.subList(0, Math.min(MOST, lines.size()));
    for (var row : order) {
      people.put(row[0], row[1]);
      body.writeBytes(json.writeValueAsBytes(item(row)));
      body.write('\n');
    }
    var started = System.nanoTime();
    var answer =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .contentType("application/x-ndjson")
            .body(body.toByteArray())
            .post("/api/v1/profiles")
            .asString()
            .strip()
            .split("\n");
    var seconds = (System.nanoTime() - started) / 1e9;
    var profiles = new HashMap<String, String>();
    for (int i = 0; i < order.size(); i++) {
      profiles.put(json.readTree(answer[i]).get("profile").asText(), order.get(i)[1]);
    }
    report(profiles, order.size(), seconds);
    assertThat(answer).hasSize(order.size() + 1);
  }

  private void report(Map<String, String> truth, int size, double seconds) {
    var customers = new HashMap<String, Map<String, Long>>();
    for (var profile : store.load(truth.keySet().stream().map(ProfileId::parse).toList())) {
      customers
          .computeIfAbsent(String.valueOf(profile.customer()), c -> new HashMap<>())
          .merge(truth.getOrDefault(profile.id().toString(), ""), 1L, Long::sum);
    }
    long found = 0;
    long right = 0;
    for (var people : customers.values()) {
      found += pairs(people.values().stream().mapToLong(n -> n).sum());
      right += people.values().stream().mapToLong(BulkIngestTest::pairs).sum();
    }
    var real =
        truth.values().stream()
            .collect(Collectors.groupingBy(p -> p, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(BulkIngestTest::pairs)
            .sum();
    var precision = (double) right / found;
    var recall = (double) right / real;
    System.out.printf(
        "through the API: %d profiles in %.0f s (%.0f/s): P %.4f R %.4f F1 %.4f%n",
        size,
        seconds,
        size / seconds,
        precision,
        recall,
        2 * precision * recall / (precision + recall));
    assertThat(precision).isGreaterThan(.97);
  }

  private static long pairs(long n) {
    return n * (n - 1) / 2;
  }

  private static Map<String, Object> item(String[] row) {
    var attributes = new LinkedHashMap<String, Object>();
    put(attributes, "full_name", row[2]);
    put(attributes, "given_name", row[4]);
    put(attributes, "family_name", row[5]);
    put(attributes, "birth_date", row[6]);
    put(attributes, "birth_place", row[7]);
    put(attributes, "gender", row[9]);
    put(attributes, "occupation", row[10]);
    if (!row[8].isEmpty()) {
      attributes.put("address", List.of(Map.of("postcode", row[8])));
    }
    return Map.of(
        "source", "wiki", "source_key", row[0], "attributes", attributes, "country", "GB");
  }

  private static void put(Map<String, Object> attributes, String name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name, value);
    }
  }
}
