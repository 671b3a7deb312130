package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenBuffersTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEYS = 50;
  private final TokenCipher cipher = new TokenCipher(new Tenant("default"), RANDOM);

  @ParameterizedTest
  @EnumSource
  void batchUnderKeysOutsideTheHeapComesBack(Suite suite) {
    try (var arena = Arena.ofConfined()) {
      var table = arena.allocate((long) KEYS * SubKeys.SIZE_BYTES);
      var keys = fill(table);
      var values = values(new SplittableRandom(7));
      var tokens = ByteBuffer.allocate(200_000).slice(100, 199_000);
      var ends = new int[values.length];
      for (int i = 0; i < values.length; i++) {
        cipher.seal(suite, keys[i / 8], "email", ByteBuffer.wrap(values[i]), tokens);
        ends[i] = tokens.position();
      }
      var opened = ByteBuffer.allocate(100_000);
      for (int i = 0; i < values.length; i++) {
        int begin = i == 0 ? 0 : ends[i - 1];
        int before = opened.position();
        cipher.open(
            keys[i / 8], "email", tokens.duplicate().limit(ends[i]).position(begin), opened);
        assertThat(opened.duplicate().flip().position(before))
            .as("seed 7, value %d", i)
            .isEqualTo(ByteBuffer.wrap(values[i]));
      }
    }
  }

  @Test
  void keyOutsideTheHeapMakesTheTokensOfTheSameKeyOnIt() {
    var id = KeyId.random(RANDOM);
    var dataKey = SecretBytes.random(32, RANDOM);
    try (var arena = Arena.ofConfined()) {
      var subKeys = arena.allocate(SubKeys.SIZE_BYTES);
      new KeyDerivation().derive(dataKey, subKeys);
      var outside = OpenedKey.at(id, subKeys);
      var inside = new KeyDerivation().derive(id, dataKey);
      var value = new byte[24];
      assertThat(cipher.seal(Suite.DETERMINISTIC, outside, "email", value))
          .isEqualTo(cipher.seal(Suite.DETERMINISTIC, inside, "email", value));
      outside.close();
      assertThat(subKeys.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
      assertThatIllegalStateException()
          .isThrownBy(() -> cipher.seal(Suite.DETERMINISTIC, outside, "email", value));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutRoomNothingMovesAndNothingIsWritten(Suite suite) {
    var key = freshKey();
    int length = TokenCipher.tokenLength(suite, 24);
    var value = ByteBuffer.allocate(24);
    var tokens = ByteBuffer.allocate(length - 1);
    assertThatExceptionOfType(BufferOverflowException.class)
        .isThrownBy(() -> cipher.seal(suite, key, "email", value, tokens));
    assertThat(value.position()).isZero();
    assertThat(tokens.position()).isZero();
    assertThat(tokens.array()).containsOnly(0);

    var token = ByteBuffer.wrap(cipher.seal(suite, key, "email", new byte[24]));
    assertThatExceptionOfType(BufferOverflowException.class)
        .isThrownBy(() -> cipher.open(key, "email", token, ByteBuffer.allocate(23)));
    assertThat(token.position()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void forgedTokenLeavesNoByteOfItsValue(Suite suite) {
    var key = freshKey();
    var value = "jane@example.org and more".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    var token = cipher.seal(suite, key, "email", value);
    token[token.length - 1] ^= 1;
    var values = ByteBuffer.allocate(100);
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> cipher.open(key, "email", ByteBuffer.wrap(token), values));
    assertThat(values.position()).isZero();
    assertThat(values.array()).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource
  void tokensCutShortAreRefused(Suite suite) {
    var key = freshKey();
    var token = cipher.seal(suite, key, "email", new byte[3]);
    for (int length = 0; length < token.length; length++) {
      var cut = ByteBuffer.wrap(token, 0, length);
      assertThatExceptionOfType(InvalidTokenException.class)
          .isThrownBy(() -> cipher.open(key, "email", cut, ByteBuffer.allocate(100)));
    }
  }

  @Test
  void moreFieldClassesThanAreKeptStillBindEach() {
    var key = freshKey();
    var first = cipher.seal(Suite.DETERMINISTIC, key, "field0", new byte[5]);
    for (int i = 1; i < 1000; i++) {
      assertThat(cipher.seal(Suite.DETERMINISTIC, key, "field" + i, new byte[5]))
          .isNotEqualTo(first);
    }
    assertThat(cipher.seal(Suite.DETERMINISTIC, key, "field0", new byte[5])).isEqualTo(first);
  }

  @Test
  void subKeysOfAnotherSizeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenedKey.at(KeyId.random(RANDOM), MemorySegment.ofArray(new byte[128])))
        .withMessage("sub-keys have 160 bytes, not 128");
  }

  private static OpenedKey[] fill(MemorySegment table) {
    var derivation = new KeyDerivation();
    var keys = new OpenedKey[KEYS];
    for (int i = 0; i < KEYS; i++) {
      var slot = table.asSlice((long) i * SubKeys.SIZE_BYTES, SubKeys.SIZE_BYTES);
      derivation.derive(SecretBytes.random(32, RANDOM), slot);
      keys[i] = OpenedKey.at(KeyId.random(RANDOM), slot);
    }
    derivation.forget();
    return keys;
  }

  private static byte[][] values(SplittableRandom random) {
    var values = new byte[KEYS * 8][];
    for (int i = 0; i < values.length; i++) {
      values[i] = AesSivTest.bytes(random, random.nextInt(i % 100 == 0 ? 5_000 : 60));
    }
    return values;
  }

  private static OpenedKey freshKey() {
    return new KeyDerivation().derive(KeyId.random(RANDOM), SecretBytes.random(32, RANDOM));
  }
}
