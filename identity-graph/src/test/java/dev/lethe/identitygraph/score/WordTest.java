package dev.lethe.identitygraph.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordTest {
  private static final int ROUNDS = 200_000;

  private final SplittableRandom random = new SplittableRandom(20261122);

  @Test
  void wordsCalledUnlikeAtAGlanceAreWorthNothing() {
    var called = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var s = word(text());
      var t = word(random.nextBoolean() ? text() : changed(s.text));
      if (!s.text.equals(t.text) && s.unlike(t)) {
        called++;
        assertThat(WordMatch.alike(s, t)).as("%s and %s", s.text, t.text).isZero();
      }
    }
    assertThat(called).isGreaterThan(ROUNDS / 5);
  }

  @Test
  void wordsFarFromEachOtherAreNeitherWithinTwoEditsNorOfLikeness() {
    var called = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var s = word(text());
      var t = word(random.nextBoolean() ? text() : changed(changed(changed(s.text))));
      if (s.farFrom(t)) {
        called++;
        assertThat(Similarity.edits(s.text, t.text, 2)).as("%s, %s", s.text, t.text).isEqualTo(3);
        assertThat(Similarity.jaroWinkler(s.text, t.text))
            .as("%s, %s", s.text, t.text)
            .isLessThan(.88);
      }
    }
    assertThat(called).isGreaterThan(ROUNDS / 10);
  }

  @Test
  void shortNamesAreNotUnlikeTheirLongForms() {
    assertThat(word("bill").unlike(word("william"))).isFalse();
    assertThat(word("b").unlike(word("bernd"))).isFalse();
    assertThat(word("b").unlike(word("carla"))).isTrue();
  }

  private static Word word(String text) {
    return new Word(1, text, 9, 0);
  }

  private String text() {
    var letters = random.nextBoolean() ? 6 : 20;
    return random
        .ints(random.nextInt(1, 13), 'a', 'a' + letters)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private String changed(String text) {
    var at = random.nextInt(text.length());
    var letter = (char) ('a' + random.nextInt(26));
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + letter + text.substring(at);
      case 1 -> text.substring(0, at) + letter + text.substring(at + 1);
      default ->
          text.length() == 1 ? text + letter : text.substring(0, at) + text.substring(at + 1);
    };
  }
}
