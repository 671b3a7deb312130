package dev.lethe.cryptovault.token;

import static dev.lethe.cryptovault.token.Vectors.hex;
import static dev.lethe.cryptovault.token.Vectors.isValid;
import static dev.lethe.cryptovault.token.Vectors.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import dev.lethe.cryptovault.VaultException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the full FF1 files of Wycheproof and the samples of NIST; see {@link Vectors}. Forms of
 * fewer than a million values, which Wycheproof takes for valid where the old standard did, have to
 * be refused.
 */
class Ff1VectorsTest {
  private final Ff1 ff1 = new Ff1();

  @ParameterizedTest
  @CsvSource({
    "aes_ff1_radix10_test.json, 3845",
    "aes_ff1_radix36_test.json, 2854",
    "aes_ff1_radix62_test.json, 2474",
    "aes_ff1_radix256_test.json, 2021"
  })
  void listsOfNumeralsPass(String file, int tests) throws IOException {
    int run =
        Vectors.forEach(
            file,
            (group, test) ->
                check(test, group.get("radix").getAsInt(), list(test, "msg"), list(test, "ct")));
    assertThat(run).isEqualTo(tests);
  }

  @ParameterizedTest
  @CsvSource({
    "aes_ff1_base10_test.json, DIGITS, 3845",
    "aes_ff1_base36_test.json, DIGITS_AND_UPPER_LETTERS, 2854",
    "aes_ff1_base62_test.json, DIGITS_AND_LETTERS, 2474"
  })
  void textsPass(String file, Alphabet alphabet, int tests) throws IOException {
    int run =
        Vectors.forEach(
            file,
            (group, test) ->
                check(
                    test,
                    alphabet.radix(),
                    numerals(text(test, "msg"), alphabet),
                    numerals(text(test, "ct"), alphabet)));
    assertThat(run).isEqualTo(tests);
  }

  @Test
  void samplesOfNistPass() throws IOException {
    var samples = Vectors.read("nist/ff1_samples.json").getAsJsonArray("samples");
    for (var element : samples) {
      var sample = element.getAsJsonObject();
      sample.addProperty("result", "valid");
      sample.add("flags", new com.google.gson.JsonArray());
      var alphabet = Alphabet.DIGITS_AND_LOWER_LETTERS;
      check(
          sample,
          sample.get("radix").getAsInt(),
          numerals(text(sample, "pt"), alphabet),
          numerals(text(sample, "ct"), alphabet));
    }
    assertThat(samples).hasSize(9);
  }

  private void check(JsonObject test, int radix, int[] plain, int[] sealed) {
    boolean small = test.get("flags").toString().contains("SmallMessageSize");
    if (!isValid(test) || small) {
      assertThatExceptionOfType(VaultException.class)
          .as(test.toString())
          .isThrownBy(() -> encrypt(test, radix, plain));
      return;
    }
    var numerals = encrypt(test, radix, plain);
    assertThat(numerals).as(test.toString()).isEqualTo(bytes(sealed));
    ff1.decrypt(radix, hex(test, "tweak"), numerals, numerals.length);
    assertThat(numerals).as(test.toString()).isEqualTo(bytes(plain));
  }

  /** As {@link FormatCipher} does it: first the numerals, then the domain. */
  private byte[] encrypt(JsonObject test, int radix, int[] plain) {
    var key = hex(test, "key");
    ff1.init(key, 0, key.length);
    var numerals = bytes(plain);
    if (!Ff1.isLargeEnough(radix, numerals.length)) {
      throw SmallDomainException.of(Alphabet.DIGITS, numerals.length);
    }
    ff1.encrypt(radix, hex(test, "tweak"), numerals, numerals.length);
    return numerals;
  }

  private static byte[] bytes(int[] numerals) {
    var bytes = new byte[numerals.length];
    for (int i = 0; i < bytes.length; i++) {
      if (numerals[i] < 0 || numerals[i] > 255) {
        throw new UnfitValueException("no numeral");
      }
      bytes[i] = (byte) numerals[i];
    }
    return bytes;
  }

  private static int[] list(JsonObject test, String field) {
    return test.getAsJsonArray(field).asList().stream().mapToInt(n -> n.getAsInt()).toArray();
  }

  private static int[] numerals(String text, Alphabet alphabet) {
    return text.chars().map(c -> c < 128 ? alphabet.numeral((byte) c) : Alphabet.FOREIGN).toArray();
  }
}
