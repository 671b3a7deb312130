package dev.lethe.identitygraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoresTest {

  @Test
  void everyChunkIsWorkedOnAndResultsComeInOrder() {
    assertThat(Cores.chunks(1_000, k -> k * k))
        .isEqualTo(IntStream.range(0, 1_000).mapToObj(k -> k * k).toList());
    assertThat(Cores.chunks(0, k -> k)).isEmpty();
  }

  @Test
  void aChunkThatFailsFailsAll() {
    assertThatThrownBy(() ->
            Cores.chunks(
                100,
                k -> {
                  if (k == 70) {
                    throw new IllegalArgumentException("seventy");
                  }
                  return k;
                }))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
