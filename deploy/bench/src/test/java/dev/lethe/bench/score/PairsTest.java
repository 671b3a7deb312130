package dev.lethe.bench.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PairsTest {
  private static final Map<String, String> TRUTH = Map.of("a", "1", "b", "1", "c", "1", "d", "2");

  @Test
  void perfectClusteringScoresOne() {
    Pairs pairs = Pairs.of(TRUTH, Map.of("a", "x", "b", "x", "c", "x", "d", "y"));

    assertThat(pairs).isEqualTo(new Pairs(3, 3, 3));
    assertThat(pairs.f1()).isEqualTo(1);
  }

  @Test
  void wrongPairCostsPrecisionAndMissedPairCostsRecall() {
    Pairs pairs = Pairs.of(TRUTH, Map.of("a", "x", "b", "x", "c", "y", "d", "y"));

    assertThat(pairs.precision()).isEqualTo(0.5);
    assertThat(pairs.recall()).isEqualTo(1.0 / 3, within(1e-9));
  }

  @Test
  void recordsOfOtherSetsAndRecordsNobodyPlacedDoNotCount() {
    assertThat(Pairs.of(TRUTH, Map.of("other", "x", "a", "x"))).isEqualTo(new Pairs(0, 0, 3));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void countsAgreeWithLookingAtEveryPair(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] person = random.ints(60, 0, 15).toArray();
    int[] cluster = random.ints(60, 0, 15).toArray();
    Map<String, String> truth = new HashMap<>();
    Map<String, String> found = new HashMap<>();
    long right = 0;
    for (int i = 0; i < 60; i++) {
      truth.put("r" + i, "p" + person[i]);
      found.put("r" + i, "c" + cluster[i]);
      for (int j = 0; j < i; j++) {
        right += person[i] == person[j] && cluster[i] == cluster[j] ? 1 : 0;
      }
    }
    assertThat(Pairs.of(truth, found).right()).isEqualTo(right);
  }
}
