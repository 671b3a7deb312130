package dev.lethe.cryptovault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {
  private static final KeyId PINNED =
      KeyId.of(HexFormat.of().parseHex("00112233445566778899aabbccddeeff"));

  @Test
  void textFormIsPinned() {
    assertThat(PINNED)
        .hasToString("key_0024h36h2ncsvrh6daqf6dvvqz")
        .isEqualTo(KeyId.parse(PINNED.toString()));
  }

  @Test
  void everyIdSurvivesTextAndBytes() {
    var random = new SecureRandom();
    for (int i = 0; i < 1_000; i++) {
      var id = KeyId.random(random);
      assertThat(KeyId.parse(id.toString())).isEqualTo(id);
      assertThat(KeyId.of(id.toBytes())).isEqualTo(id);
    }
  }

  @Test
  void largestIdSurvivesText() {
    var id = new KeyId(new UUID(-1, -1));
    assertThat(id).hasToString("key_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    assertThat(KeyId.parse(id.toString())).isEqualTo(id);
  }

  @Test
  void textsSortAsIdsDo() {
    var random = new SecureRandom();
    for (int i = 0; i < 1_000; i++) {
      var a = KeyId.random(random);
      var b = KeyId.random(random);
      assertThat(Integer.signum(a.compareTo(b)))
          .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key_",
        "prf_00000000000000000000000000",
        "key_0000000000000000000000000",
        "key_000000000000000000000000000",
        "key_80000000000000000000000000",
        "key_0000000000000000000000000U",
        "key_0000000000000000000000000u",
        "KEY_00000000000000000000000000"
      })
  void otherSpellingsAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyId.parse(text));
  }
}
