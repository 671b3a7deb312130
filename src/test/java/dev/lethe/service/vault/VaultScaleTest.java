package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.KeyId;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Millions of keys on a real PostgreSQL: {@code mvn -pl src -am test -Dtest=VaultScaleTest
 * -Dlethe.scale.keys=10000000}. Writes {@code target/reports/vault-scale.json}.
 */
class VaultScaleTest {
  private static final String KEYS = "lethe.scale.keys";
  private static final int BATCH = 1_000;
  private static final int ROUNDS = 60;
  private static final int HOT_ROUNDS = 3_000;
  private static final int FEW = 10_000;

  @TempDir Path folder;
  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final Random choose = new Random(2026);

  @Test
  @EnabledIfSystemProperty(
      named = KEYS,
      matches = "[0-9]+",
      disabledReason = "takes minutes; it runs where -Dlethe.scale.keys=<how many> is set")
  void keysAreMadeOpenedAndDestroyedByTheMillion() throws Exception {
    int count = Integer.getInteger(KEYS);
    try (var databases = new VaultDatabases();
        var source = databases.create();
        var node = new VaultNode(source, settings(count), InstantSource.system())) {
      long begin = System.nanoTime();
      var keys = node.vault.createKeys(count);
      figures.put("keys", (double) count);
      figures.put("make_us_each", micros(begin) / count);
      measureSize(source, count);
      openCold(node, keys);
      sealHot(node, keys);
      shred(node, keys);
      assertThat(node.vault.states(keys.subList(0, BATCH))).contains(KeyState.ACTIVE);
    }
    report();
  }

  /** Room for all of them, and a quarter more, so that none has to leave for another. */
  private VaultSettings settings(int count) {
    return VaultSettings.in(folder).withCachedKeys(count + count / 4);
  }

  private void measureSize(AgroalDataSource source, int count) throws SQLException {
    for (var table : List.of("key_page", "data_key")) {
      try (var c = source.getConnection();
          var s = c.createStatement();
          var r = s.executeQuery("select pg_total_relation_size('" + table + "')")) {
        r.next();
        figures.put("disk." + table + ".bytes_per_key", (double) r.getLong(1) / count);
      }
    }
  }

  /** Random keys, nearly none of them open: a batch of 1,000 values of as many people. */
  private void openCold(VaultNode node, List<KeyId> keys) {
    var millis = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      var batch = plain(some(keys));
      node.cache.clear();
      long begin = System.nanoTime();
      assertThat(node.vault.seal(batch)).hasSize(BATCH);
      millis[i] = micros(begin) / 1_000;
    }
    Arrays.sort(millis);
    figures.put("cold_batch1000.p50_ms", millis[ROUNDS / 2]);
    figures.put("cold_batch1000.max_ms", millis[ROUNDS - 1]);
  }

  /** Whether a batch takes longer because there are more keys, once all of them are open. */
  private void sealHot(VaultNode node, List<KeyId> keys) {
    long begin = System.nanoTime();
    for (int from = 0; from < keys.size(); from += BATCH) {
      node.vault.seal(plain(keys.subList(from, Math.min(keys.size(), from + BATCH))));
    }
    figures.put("open_all_us_each", micros(begin) / keys.size());
    var few = keys.subList(0, Math.min(FEW, keys.size()));
    // Both in turn, so that what else the machine does meets both.
    var ofFew = new double[HOT_ROUNDS];
    var ofAll = new double[HOT_ROUNDS];
    for (int i = 0; i < HOT_ROUNDS; i++) {
      ofFew[i] = sealMillis(node, some(few));
      ofAll[i] = sealMillis(node, some(keys));
    }
    assertThat(node.cache.size()).isEqualTo(keys.size());
    Arrays.sort(ofFew);
    Arrays.sort(ofAll);
    int p99 = HOT_ROUNDS * 99 / 100;
    figures.put("hot_batch1000.of_10k.p99_ms", ofFew[p99]);
    figures.put("hot_batch1000.of_all.p99_ms", ofAll[p99]);
    figures.put("hot_batch1000.p99_ratio", ofAll[p99] / ofFew[p99]);
    figures.put("hot_batch1000.p50_ratio", ofAll[HOT_ROUNDS / 2] / ofFew[HOT_ROUNDS / 2]);
  }

  private static double sealMillis(VaultNode node, List<KeyId> keys) {
    var values = plain(keys);
    long begin = System.nanoTime();
    assertThat(node.vault.seal(values)).hasSize(BATCH);
    return micros(begin) / 1_000;
  }

  private static List<Plain> plain(List<KeyId> keys) {
    return keys.stream().map(key -> new Plain(key, "test", "x".getBytes(UTF_8))).toList();
  }

  private void shred(VaultNode node, List<KeyId> keys) {
    var micros = new double[ROUNDS / 3];
    for (int i = 0; i < micros.length; i++) {
      var victims = some(keys);
      long begin = System.nanoTime();
      node.vault.shred(victims, "test");
      micros[i] = micros(begin) / BATCH;
    }
    Arrays.sort(micros);
    figures.put("shred.batch1000.postgres_us_each", micros[micros.length / 2]);
  }

  private List<KeyId> some(List<KeyId> keys) {
    return choose.ints(0, keys.size()).distinct().limit(BATCH).mapToObj(keys::get).toList();
  }

  private static double micros(long begin) {
    return (System.nanoTime() - begin) / 1e3;
  }

  private void report() throws IOException {
    var lines =
        figures.entrySet().stream()
            .map(e -> "  \"" + e.getKey() + "\" : " + Math.round(e.getValue() * 1e3) / 1e3)
            .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    var file = Path.of("..", "target", "reports", "vault-scale.json");
    Files.createDirectories(file.toAbsolutePath().normalize().getParent());
    Files.writeString(file, lines);
    System.out.print(lines);
  }
}
