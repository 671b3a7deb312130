package dev.lethe.identitygraph.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

  @ParameterizedTest
  @CsvSource({
    "martha, marhta, .9611",
    "dwayne, duane, .84",
    "dixon, dicksonx, .8133",
    "abc, xyz, 0",
    "a, a, 1"
  })
  void jaroWinklerMatchesThePublishedExamples(String a, String b, double expected) {
    assertThat(Similarity.jaroWinkler(a, b)).isCloseTo(expected, within(.0001));
    assertThat(Similarity.jaroWinkler(b, a)).isCloseTo(expected, within(.0001));
  }

  @ParameterizedTest
  @CsvSource({
    "smith, smtih, 1",
    "smith, smit, 1",
    "ca, abc, 3",
    "kitten, sitting, 3",
    "same, same, 0"
  })
  void aTranspositionIsOneEdit(String a, String b, int expected) {
    assertThat(Similarity.edits(a, b, 3)).isEqualTo(expected);
    assertThat(Similarity.edits(b, a, 3)).isEqualTo(expected);
  }

  @Test
  void editsBeyondTheLimitAreNotCounted() {
    assertThat(Similarity.edits("kitten", "sitting", 2)).isEqualTo(3);
    assertThat(Similarity.edits("", "abcdef", 1)).isEqualTo(2);
  }
}
