package dev.lethe.identitygraph.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairTableTest {
  private static final int ROUNDS = 30_000;

  @Test
  void itHoldsWhatWasPutForFewPositionsAndForMany() {
    for (var positions : List.of(2, 40, 5_000)) {
      var random = new SplittableRandom(positions);
      var table = new PairTable(positions);
      var expected = new HashMap<List<Integer>, float[]>();
      for (var round = 0; round < ROUNDS; round++) {
        var b = random.nextInt(1, positions);
        var a = random.nextInt(b);
        assertThat(table.get(a, b)).isSameAs(expected.get(List.of(a, b)));
        if (random.nextBoolean()) {
          var ratios = new float[] {round};
          table.put(a, b, ratios);
          expected.put(List.of(a, b), ratios);
        }
      }
      expected.forEach((pair, ratios) ->
          assertThat(table.get(pair.get(0), pair.get(1))).as("%s", pair).isSameAs(ratios));
    }
  }
}
