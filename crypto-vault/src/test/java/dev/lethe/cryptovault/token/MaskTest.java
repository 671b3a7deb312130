package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
  @ParameterizedTest
  @CsvSource({
    "hidden, jane@example.org, ****",
    "last_four, 4111 1111 1111 4242, ****4242",
    "last_four, +49 170 1234-567, ****4567",
    "last_four, 1234567, ****",
    "initial, Jane, J****",
    "initial, Ömer, Ö****",
    "initial, ' jane doe', j****",
    "initial, J, ****",
    "initial, J., ****",
    "initial, 42 Main Street, ****",
    "email_domain, jane@example.org, ****@example.org",
    "email_domain, jane, ****",
    "email_domain, @example.org, ****",
    "email_domain, jane@localhost, ****",
    "email_domain, jane@.org, ****",
    "email_domain, a@b@example.org, ****",
    "year, 1984-02-29, 1984",
    "year, 1985-02-29, ****",
    "year, 29.02.1984, ****",
    "year, 1984, ****",
  })
  void showsWhatItIsFor(String mask, String value, String shown) {
    assertThat(Mask.named(mask).orElseThrow().apply(value)).isEqualTo(shown);
  }

  @Test
  void otherNamesAreNoMasks() {
    assertThat(Mask.named("plain")).isEmpty();
    assertThat(Mask.named("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hidden", "last_four", "initial", "email_domain", "year"})
  void noMaskShowsAValueWholeOrFails(String name) {
    var mask = Mask.named(name).orElseThrow();
    var random = new SplittableRandom(4);
    for (int i = 0; i < 20_000; i++) {
      var value = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        value.appendCodePoint(
            random.nextInt(4) == 0
                ? random.nextInt(0xd800)
                : "aZ09@.- 1".charAt(random.nextInt(9)));
      }
      var shown = mask.apply(value.toString());
      assertThat(shown).as("seed 4, round %d", i).isNotEqualTo(value.toString());
      assertThat(shown.isEmpty()).isFalse();
    }
  }
}
