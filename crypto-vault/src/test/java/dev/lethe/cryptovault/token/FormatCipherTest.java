package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatCipherTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final FormatCipher cipher = new FormatCipher(new Tenant("default"));
  private final OpenedKey key = freshKey();

  @ParameterizedTest
  @EnumSource
  void valuesOfEveryLengthKeepTheirFormAndComeBack(Alphabet alphabet) {
    var random = new SplittableRandom(38);
    for (int length = 6; length <= FormatCipher.MOST_CHARACTERS; length++) {
      var value = value(alphabet, length, random);
      var token = cipher.seal(key, alphabet, "loyalty_id", value);
      assertThat(form(token.text(), alphabet)).isEqualTo(form(value, alphabet));
      assertThat(token.text()).as("seed 38, length %d", length).isNotEqualTo(value);
      assertThat(cipher.open(key, alphabet, "loyalty_id", token)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DIGITS, +49 (170) 123-4567",
    "DIGITS, 4111 1111 1111 1111",
    "DIGITS_AND_UPPER_LETTERS, DE89 3704 0044 0532 0130 00",
    "DIGITS_AND_LOWER_LETTERS, 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
  })
  void spacesAndPunctuationStay(Alphabet alphabet, String value) {
    var token = cipher.seal(key, alphabet, "phone", value);
    assertThat(token.text().replaceAll("[A-Za-z0-9]", "x"))
        .isEqualTo(value.replaceAll("[A-Za-z0-9]", "x"));
    assertThat(cipher.open(key, alphabet, "phone", token)).isEqualTo(value);
  }

  @Test
  void punctuationDoesNotChangeTheDigits() {
    var spaced = cipher.seal(key, Alphabet.DIGITS, "phone", "+49 170 1234567").text();
    var bare = cipher.seal(key, Alphabet.DIGITS, "phone", "491701234567").text();
    assertThat(spaced.replaceAll("[^0-9]", "")).isEqualTo(bare);
  }

  @Test
  void tokenDependsOnKeyFieldClassTenantAndAlphabet() {
    var value = "4917012345678901";
    var token = cipher.seal(key, Alphabet.DIGITS, "phone", value).text();
    assertThat(cipher.seal(key, Alphabet.DIGITS, "phone", value).text()).isEqualTo(token);
    assertThat(cipher.seal(key, Alphabet.DIGITS, "card", value).text()).isNotEqualTo(token);
    assertThat(cipher.seal(freshKey(), Alphabet.DIGITS, "phone", value).text()).isNotEqualTo(token);
    var other = new FormatCipher(new Tenant("other"));
    assertThat(other.seal(key, Alphabet.DIGITS, "phone", value).text()).isNotEqualTo(token);
    var lower = cipher.seal(key, Alphabet.LOWER_LETTERS, "name", "abcdefgh").text();
    var upper = cipher.seal(key, Alphabet.UPPER_LETTERS, "name", "ABCDEFGH").text();
    assertThat(upper).isNotEqualToIgnoringCase(lower);
  }

  @Test
  void forgettingChangesNothing() {
    var token = cipher.seal(key, Alphabet.DIGITS, "phone", "1234567890");
    cipher.forget();
    assertThat(cipher.seal(key, Alphabet.DIGITS, "phone", "1234567890")).isEqualTo(token);
  }

  @ParameterizedTest
  @CsvSource({"DIGITS, 94103, 10", "LOWER_LETTERS, anna, 26", "DIGITS_AND_LETTERS, x-1-y, 62"})
  void smallDomainsAreRefusedAndSuite4IsNamed(Alphabet alphabet, String value, int radix) {
    assertThatExceptionOfType(SmallDomainException.class)
        .isThrownBy(() -> cipher.seal(key, alphabet, "postcode", value))
        .withMessageContaining("1,000,000 values")
        .withMessageContaining("of " + radix + " characters have fewer")
        .withMessageContaining("suite 4")
        .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345x7890",
        "1234567890é",
        "1234567890\u0000",
        "12345678901\u0663",
        "123456\t7890"
      })
  void foreignCharactersAreRefusedByPlaceOnly(String value) {
    assertThatExceptionOfType(UnfitValueException.class)
        .isThrownBy(() -> cipher.seal(key, Alphabet.DIGITS, "phone", value))
        .withMessageContaining("neither of the alphabet digits nor")
        .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("345"));
  }

  @Test
  void tooManyCharactersAreRefused() {
    assertThatExceptionOfType(UnfitValueException.class)
        .isThrownBy(() -> cipher.seal(key, Alphabet.DIGITS, "phone", "1".repeat(129)))
        .withMessage("more than 128 characters");
  }

  @Test
  void tokenOfAnotherKeyOrFormIsRefused() {
    var token = cipher.seal(key, Alphabet.DIGITS, "phone", "1234567890");
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> cipher.open(freshKey(), Alphabet.DIGITS, "phone", token));
    var cutShort = new ColumnToken(key.id(), "12345");
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> cipher.open(key, Alphabet.DIGITS, "phone", cutShort));
    var letters = new ColumnToken(key.id(), "abcdefghijkl");
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> cipher.open(key, Alphabet.DIGITS, "phone", letters));
  }

  @Test
  void wipedKeySealsNothing() {
    var wiped = freshKey();
    cipher.seal(wiped, Alphabet.DIGITS, "phone", "1234567890");
    wiped.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> cipher.seal(wiped, Alphabet.DIGITS, "phone", "1234567890"));
  }

  @Test
  void buffersMoveOnlyTogether() {
    var value = ByteBuffer.wrap("1234567890".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThatExceptionOfType(BufferOverflowException.class)
        .isThrownBy(
            () -> cipher.seal(key, Alphabet.DIGITS, "phone", value, ByteBuffer.allocate(9)));
    assertThat(value.position()).isZero();
    var tokens = ByteBuffer.allocate(12).position(1);
    cipher.seal(key, Alphabet.DIGITS, "phone", value, tokens);
    assertThat(value.hasRemaining()).isFalse();
    assertThat(tokens.position()).isEqualTo(11);
  }

  private static String value(Alphabet alphabet, int length, SplittableRandom random) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) alphabet.character(random.nextInt(alphabet.radix())));
      text.append(i % 4 == 3 ? "-" : "");
    }
    return text.toString();
  }

  private static String form(String text, Alphabet alphabet) {
    var form = new StringBuilder();
    for (char c : text.toCharArray()) {
      form.append(alphabet.numeral((byte) c) >= 0 ? 'x' : c);
    }
    return form.toString();
  }

  private static OpenedKey freshKey() {
    return new KeyDerivation().derive(KeyId.random(RANDOM), SecretBytes.random(32, RANDOM));
  }
}
