package dev.lethe.cryptovault.token;

import static dev.lethe.cryptovault.token.Vectors.hex;
import static dev.lethe.cryptovault.token.Vectors.isValid;
import static dev.lethe.cryptovault.token.Vectors.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Runs the full Wycheproof files of what tokens and pages are made with; see {@link Vectors}. */
class WycheproofTest {
  @Test
  void aesSivPassesEveryVector() throws IOException {
    var siv = new AesSiv();
    int run =
        Vectors.forEach(
            "aes_siv_cmac_test.json",
            (group, test) -> {
              var key = hex(test, "key");
              siv.init(key, 0, key.length);
              assertSiv(siv, test);
            });
    assertThat(run).isGreaterThan(400);
  }

  private static void assertSiv(AesSiv siv, JsonObject test) {
    var sealed = hex(test, "ct");
    if (isValid(test)) {
      var out = new byte[sealed.length];
      siv.seal(hex(test, "msg"), 0, sealed.length - 16, out, 0, hex(test, "aad"));
      assertThat(out).as(test.get("tcId").toString()).isEqualTo(sealed);
      assertThat(open(siv, sealed, hex(test, "aad"))).isEqualTo(hex(test, "msg"));
    } else {
      assertThatExceptionOfType(InvalidTokenException.class)
          .as(test.get("tcId").toString())
          .isThrownBy(() -> open(siv, sealed, hex(test, "aad")));
    }
  }

  private static byte[] open(AesSiv siv, byte[] sealed, byte[] associated) {
    var plain = new byte[Math.max(0, sealed.length - 16)];
    siv.open(sealed, 0, sealed.length, plain, 0, associated);
    return plain;
  }

  @Test
  void pageSealAndTokenSealPassEveryAes256GcmVector() throws IOException {
    int run =
        Vectors.forEach(
            "aes_gcm_test.json",
            (group, test) -> {
              if (group.get("keySize").getAsInt() == 256
                  && group.get("ivSize").getAsInt() == 96
                  && group.get("tagSize").getAsInt() == 128) {
                assertPageSeal(test);
                assertTokenSeal(test);
              }
            });
    assertThat(run).isGreaterThan(300);
  }

  private static void assertPageSeal(JsonObject test) {
    var cipher = new SecretCipher(new SecureRandom());
    try (var key = SecretBytes.takeOwnershipOf(hex(test, "key"))) {
      if (isValid(test)) {
        var opened = cipher.open(key, sealed(test), hex(test, "aad"), "vector");
        assertThat(opened.borrow()).isEqualTo(hex(test, "msg"));
      } else {
        assertThatExceptionOfType(CorruptPageException.class)
            .isThrownBy(() -> cipher.open(key, sealed(test), hex(test, "aad"), "vector"));
      }
    }
  }

  private static void assertTokenSeal(JsonObject test) {
    var gcm = new AesGcm(new SecureRandom());
    var key = new RawKey("AES", hex(test, "key"), 0, 32);
    var sealed = sealed(test);
    var plain = new byte[sealed.length - AesGcm.OVERHEAD_BYTES];
    if (isValid(test)) {
      gcm.open(key, hex(test, "aad"), sealed, 0, sealed.length, plain, 0);
      assertThat(plain).isEqualTo(hex(test, "msg"));
    } else {
      assertThatExceptionOfType(InvalidTokenException.class)
          .isThrownBy(() -> gcm.open(key, hex(test, "aad"), sealed, 0, sealed.length, plain, 0));
    }
  }

  private static byte[] sealed(JsonObject test) {
    return Vectors.HEX.parseHex(text(test, "iv") + text(test, "ct") + text(test, "tag"));
  }

  @Test
  void hmacPassesEveryVector() throws IOException {
    var mac = Jce.hmacSha256();
    int run =
        Vectors.forEach(
            "hmac_sha256_test.json",
            (group, test) -> {
              var key = hex(test, "key");
              try {
                mac.init(new RawKey("HmacSHA256", key, 0, key.length));
              } catch (InvalidKeyException e) {
                throw new AssertionError(e);
              }
              var made = Arrays.copyOf(mac.doFinal(hex(test, "msg")), hex(test, "tag").length);
              assertThat(MessageDigest.isEqual(made, hex(test, "tag")))
                  .as(test.get("tcId").toString())
                  .isEqualTo(isValid(test));
            });
    assertThat(run).isGreaterThan(150);
  }
}
