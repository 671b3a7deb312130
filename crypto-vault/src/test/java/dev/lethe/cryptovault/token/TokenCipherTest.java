package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenCipherTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Tenant TENANT = new Tenant("default");
  private final TokenCipher cipher = new TokenCipher(TENANT, RANDOM);
  private final OpenedKey key = freshKey();

  @ParameterizedTest
  @EnumSource
  void valuesOfEveryLengthComeBack(Suite suite) {
    var random = new SplittableRandom(2);
    for (int length = 0; length < 300; length++) {
      var value = AesSivTest.bytes(random, length);
      var token = TokenV1.parse(cipher.seal(suite, key, "email", value));
      assertThat(cipher.open(key, "email", token)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFlippedBitIsRefused(Suite suite) {
    var token = cipher.seal(suite, key, "email", new byte[24]);
    for (int bit = 0; bit < token.length * 8; bit++) {
      var damaged = token.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatExceptionOfType(InvalidTokenException.class)
          .isThrownBy(() -> cipher.open(key, "email", TokenV1.parse(damaged)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tokenOpensOnlyForItsFieldClassTenantAndKey(Suite suite) {
    var token = TokenV1.parse(cipher.seal(suite, key, "email", new byte[5]));
    var otherTenant = new TokenCipher(new Tenant("other"), RANDOM);
    assertInvalid(() -> cipher.open(key, "phone", token));
    assertInvalid(() -> otherTenant.open(key, "email", token));
    assertInvalid(() -> cipher.open(freshKey(), "email", token));
    var sameIdOtherKey = new KeyDerivation().derive(key.id(), SecretBytes.random(32, RANDOM));
    assertInvalid(() -> cipher.open(sameIdOtherKey, "email", token));
  }

  @Test
  void randomSuiteNeverRepeats() {
    assertThat(cipher.seal(Suite.RANDOM, key, "email", new byte[5]))
        .isNotEqualTo(cipher.seal(Suite.RANDOM, key, "email", new byte[5]));
  }

  @Test
  void deterministicSuiteRepeatsWithinAKeyAndFieldOnly() {
    var token = cipher.seal(Suite.DETERMINISTIC, key, "email", new byte[5]);
    cipher.forget();
    assertThat(cipher.seal(Suite.DETERMINISTIC, key, "email", new byte[5])).isEqualTo(token);
    assertThat(body(cipher.seal(Suite.DETERMINISTIC, key, "phone", new byte[5])))
        .isNotEqualTo(body(token));
    assertThat(body(cipher.seal(Suite.DETERMINISTIC, freshKey(), "email", new byte[5])))
        .isNotEqualTo(body(token));
  }

  @Test
  void wipedKeySealsNothing() {
    var wiped = freshKey();
    cipher.seal(Suite.DETERMINISTIC, wiped, "email", new byte[5]);
    wiped.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> cipher.seal(Suite.RANDOM, wiped, "email", new byte[5]));
    assertThatIllegalStateException()
        .isThrownBy(() -> cipher.seal(Suite.DETERMINISTIC, wiped, "email", new byte[5]));
  }

  private static void assertInvalid(ThrowingCallable call) {
    assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(call);
  }

  private static byte[] body(byte[] token) {
    return Arrays.copyOfRange(token, 18, token.length);
  }

  private static OpenedKey freshKey() {
    return new KeyDerivation().derive(KeyId.random(RANDOM), SecretBytes.random(32, RANDOM));
  }
}
