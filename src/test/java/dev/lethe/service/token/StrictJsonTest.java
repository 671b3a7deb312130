package dev.lethe.service.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.Arrays;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class StrictJsonTest {
  private static final int LONGEST = 40;

  private static Predicate<ProblemException> is(ProblemType type) {
    return problem -> problem.type() == type;
  }

  @Test
  void zeroIsRefusedWhereverItStands() {
    for (int length = 1; length < LONGEST; length++) {
      for (int at = 0; at < length; at++) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) (at % 2 == 0 ? 1 : 0x7f));
        bytes[at] = 0;
        assertThatExceptionOfType(ProblemException.class)
            .isThrownBy(() -> StrictJson.requireUtf8(bytes))
            .matches(is(ProblemType.MALFORMED_JSON));
      }
    }
  }

  @Test
  void byteThatIsNoUtf8IsRefusedWhereverItStands() {
    for (int length = 1; length < LONGEST; length++) {
      for (int at = 0; at < length; at++) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        bytes[at] = (byte) 0xff;
        assertThatExceptionOfType(ProblemException.class)
            .isThrownBy(() -> StrictJson.requireUtf8(bytes))
            .matches(is(ProblemType.INVALID_UTF8));
      }
    }
  }

  @Test
  void textOfAnyAlphabetPasses() {
    for (var text :
        new String[] {"", "x", "plain text of ASCII", "Žižka", "日本語", "a😀b", "\u0001\u007f"}) {
      assertThatCode(() -> StrictJson.requireUtf8(text.getBytes(UTF_8))).doesNotThrowAnyException();
    }
  }
}
