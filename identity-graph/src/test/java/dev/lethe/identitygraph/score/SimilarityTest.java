package dev.lethe.identitygraph.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
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

  @Test
  void editsAreThoseOfTheTextbookTable() {
    var random = new SplittableRandom(20261122);
    for (var round = 0; round < 20_000; round++) {
      var a = text(random);
      var b = text(random);
      assertThat(Similarity.edits(a, b, 64)).as("%s and %s", a, b).isEqualTo(table(a, b));
    }
  }

  @Test
  void textsTooLongForOneNumberAreEqualOrDifferent() {
    var text = "a".repeat(65);
    assertThat(Similarity.edits(text, text, 2)).isZero();
    assertThat(Similarity.edits(text, text + "b", 2)).isEqualTo(3);
    assertThat(Similarity.jaroWinkler(text, text)).isEqualTo(1);
  }

  private static String text(SplittableRandom random) {
    return random
        .ints(random.nextInt(0, 9), 'a', 'd')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int table(String a, String b) {
    var d = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        var cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
        var crossed =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        d[i][j] = crossed ? Math.min(d[i][j], d[i - 2][j - 2] + 1) : d[i][j];
      }
    }
    return d[a.length()][b.length()];
  }
}
