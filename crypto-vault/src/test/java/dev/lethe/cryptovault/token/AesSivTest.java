package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AesSivTest {
  private static final HexFormat HEX = HexFormat.of();
  private final AesSiv siv = new AesSiv();

  @Test
  void deterministicExampleOfRfc5297Holds() {
    init("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    assertSealsAndOpens(
        "112233445566778899aabbccddee",
        "85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c",
        "101112131415161718191a1b1c1d1e1f2021222324252627");
  }

  @Test
  void nonceBasedExampleOfRfc5297Holds() {
    init("7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f");
    assertSealsAndOpens(
        "7468697320697320736f6d6520706c61696e7465787420746f20656e6372797074207573696e67205349562d414553",
        "7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17"
            + "dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d",
        "00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433221100",
        "102030405060708090a0",
        "09f911029d74e35bd84156c5635688c0");
  }

  @Test
  void agreesWithTinkOnRandomInputs() throws GeneralSecurityException {
    var random = new SplittableRandom(5297);
    for (int i = 0; i < 20_000; i++) {
      var key = bytes(random, 64);
      var plain = bytes(random, random.nextInt(i % 50 == 0 ? 2_000 : 80));
      var associated = bytes(random, random.nextInt(60));
      siv.init(key, 0, 64);
      var sealed = new byte[plain.length + 16];
      siv.seal(plain, 0, plain.length, sealed, 0, associated);
      var tink = new com.google.crypto.tink.subtle.AesSiv(key);
      assertThat(sealed)
          .as("seed 5297, round %d", i)
          .isEqualTo(tink.encryptDeterministically(plain, associated));
      assertThat(open(sealed, associated)).isEqualTo(plain);
    }
  }

  @Test
  void everyFlippedBitIsRefused() {
    var random = new SplittableRandom(1);
    siv.init(bytes(random, 64), 0, 64);
    var associated = bytes(random, 11);
    var sealed = new byte[24 + 16];
    siv.seal(bytes(random, 24), 0, 24, sealed, 0, associated);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      var damaged = sealed.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatExceptionOfType(InvalidTokenException.class)
          .isThrownBy(() -> open(damaged, associated));
    }
  }

  private void init(String key) {
    siv.init(HEX.parseHex(key), 0, key.length() / 2);
  }

  private void assertSealsAndOpens(String plain, String sealed, String... associated) {
    var strings = new byte[associated.length][];
    for (int i = 0; i < associated.length; i++) {
      strings[i] = HEX.parseHex(associated[i]);
    }
    var out = new byte[sealed.length() / 2];
    siv.seal(HEX.parseHex(plain), 0, plain.length() / 2, out, 0, strings);
    assertThat(HEX.formatHex(out)).isEqualTo(sealed);
    assertThat(HEX.formatHex(open(out, strings))).isEqualTo(plain);
  }

  private byte[] open(byte[] sealed, byte[]... associated) {
    var plain = new byte[sealed.length - 16];
    siv.open(sealed, 0, sealed.length, plain, 0, associated);
    return plain;
  }

  static byte[] bytes(SplittableRandom random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
