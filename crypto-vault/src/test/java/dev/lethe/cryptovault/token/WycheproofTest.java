package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs the full Wycheproof files when the system property {@code lethe.data} names the folder that
 * holds {@code crypto-vectors/wycheproof}, and is reported as skipped when it does not.
 */
class WycheproofTest {
  private static final HexFormat HEX = HexFormat.of();
  private Path vectors = Path.of("");

  @BeforeEach
  void findVectors() {
    var data = System.getProperty("lethe.data", "");
    assumeTrue(!data.isEmpty(), "set -Dlethe.data to the data folder to run the Wycheproof files");
    vectors = Path.of(data, "crypto-vectors", "wycheproof");
  }

  @Test
  void aesSivPassesEveryVector() throws IOException {
    var siv = new AesSiv();
    int run =
        forEach(
            "aes_siv_cmac_test.json",
            (group, test) -> {
              var key = hex(test, "key");
              siv.init(key, 0, key.length);
              var sealed = hex(test, "ct");
              if (test.get("result").getAsString().equals("valid")) {
                var out = new byte[sealed.length];
                siv.seal(hex(test, "msg"), 0, sealed.length - 16, out, 0, hex(test, "aad"));
                assertThat(out).as(test.get("tcId").toString()).isEqualTo(sealed);
                assertThat(open(siv, sealed, hex(test, "aad"))).isEqualTo(hex(test, "msg"));
              } else {
                assertThatExceptionOfType(InvalidTokenException.class)
                    .as(test.get("tcId").toString())
                    .isThrownBy(() -> open(siv, sealed, hex(test, "aad")));
              }
            });
    assertThat(run).isGreaterThan(400);
  }

  private static byte[] open(AesSiv siv, byte[] sealed, byte[] associated) {
    var plain = new byte[Math.max(0, sealed.length - 16)];
    siv.open(sealed, 0, sealed.length, plain, 0, associated);
    return plain;
  }

  @Test
  void pageSealPassesEveryAes256GcmVector() throws IOException {
    int run =
        forEach(
            "aes_gcm_test.json",
            (group, test) -> {
              if (group.get("keySize").getAsInt() == 256
                  && group.get("ivSize").getAsInt() == 96
                  && group.get("tagSize").getAsInt() == 128) {
                assertGcm(test);
              }
            });
    assertThat(run).isGreaterThan(300);
  }

  private static void assertGcm(JsonObject test) {
    var cipher = new SecretCipher(new SecureRandom());
    var sealed = HEX.parseHex(text(test, "iv") + text(test, "ct") + text(test, "tag"));
    try (var key = SecretBytes.takeOwnershipOf(hex(test, "key"))) {
      if (test.get("result").getAsString().equals("valid")) {
        var opened = cipher.open(key, sealed, hex(test, "aad"), "vector");
        assertThat(opened.borrow()).isEqualTo(hex(test, "msg"));
      } else {
        assertThatExceptionOfType(CorruptPageException.class)
            .isThrownBy(() -> cipher.open(key, sealed, hex(test, "aad"), "vector"));
      }
    }
  }

  private int forEach(String file, BiConsumer<JsonObject, JsonObject> check) throws IOException {
    int run = 0;
    var root = JsonParser.parseString(Files.readString(vectors.resolve(file))).getAsJsonObject();
    for (var group : root.getAsJsonArray("testGroups")) {
      for (var test : group.getAsJsonObject().getAsJsonArray("tests")) {
        check.accept(group.getAsJsonObject(), test.getAsJsonObject());
        run++;
      }
    }
    return run;
  }

  private static String text(JsonObject test, String field) {
    return test.get(field).getAsString();
  }

  private static byte[] hex(JsonObject test, String field) {
    return HEX.parseHex(text(test, field));
  }
}
