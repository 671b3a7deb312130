package dev.lethe.service.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final String TOO_LARGE = ProblemType.VALUE_TOO_LARGE.uri().toString();
  private final Problem missing = Problem.of(ProblemType.MISSING_FIELD, "none");
  private final Texts texts = new Texts(missing);

  @Test
  void everyUnicodeTextIsKeptAsItsUtf8() {
    var random = new Random(1);
    var expected = new ArrayList<String>();
    for (int i = 0; i < 500; i++) {
      var text =
          random
              .ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
              .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      expected.add(text);
      add("xx" + text + "y", 2, text.length());
    }
    for (int i = 0; i < expected.size(); i++) {
      assertThat(texts.problem(i)).isNull();
      assertThat(text(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void halfOfASurrogatePairIsRefusedWhereverItStands() {
    for (var text : List.of("\ud800", "a\ud800", "\ud800a", "\udc00", "\ud800\ud800\udc00")) {
      add(text, 0, text.length());
      assertThat(texts.problem(texts.size() - 1))
          .extracting(Problem::type)
          .isEqualTo(ProblemType.INVALID_UTF8.uri().toString());
    }
    add("good", 0, 4);
    assertThat(text(texts.size() - 1)).isEqualTo("good");
  }

  @Test
  void whatIsMissingOrTooLargeHasItsProblemAndNoBytes() {
    add("a", 0, 1);
    texts.addMissing();
    add("x".repeat(Limits.VALUE_BYTES), 0, Limits.VALUE_BYTES);
    add("x".repeat(Limits.VALUE_BYTES + 1), 0, Limits.VALUE_BYTES + 1);
    add("é".repeat(Limits.VALUE_BYTES / 2 + 1), 0, Limits.VALUE_BYTES / 2 + 1);
    add("b", 0, 1);
    assertThat(texts.problem(1)).isEqualTo(missing);
    assertThat(texts.problem(2)).isNull();
    assertThat(texts.problem(3)).extracting(Problem::type).isEqualTo(TOO_LARGE);
    assertThat(texts.problem(4)).extracting(Problem::type).isEqualTo(TOO_LARGE);
    assertThat(text(3)).isEmpty();
    assertThat(text(5)).isEqualTo("b");
  }

  @Test
  void wipingLeavesNoByte() {
    add("secret", 0, 6);
    texts.wipe();
    assertThat(texts.bytes()).containsOnly(0);
    assertThat(texts.size()).isZero();
    assertThat(texts).hasToString("Texts[0]");
  }

  private void add(String text, int from, int length) {
    texts.add(text.toCharArray(), from, length);
  }

  private String text(int index) {
    int from = texts.from(index);
    return new String(texts.bytes(), from, texts.to(index) - from, UTF_8);
  }
}
