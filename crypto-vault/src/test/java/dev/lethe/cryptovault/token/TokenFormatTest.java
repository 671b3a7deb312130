package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.CountingRandom;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens lie in lakes for years: these bytes must never change. */
class TokenFormatTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Tenant TENANT = new Tenant("default");
  private static final KeyId KEY = KeyId.of(HEX.parseHex("000102030405060708090a0b0c0d0e0f"));
  private static final byte[] DATA_KEY =
      HEX.parseHex("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");
  private static final byte[] VALUE = "jane@example.org".getBytes(UTF_8);

  private final OpenedKey key = new KeyDerivation().derive(KEY, SecretBytes.takeCopyOf(DATA_KEY));

  @Test
  void randomTokenIsPinned() throws GeneralSecurityException {
    var pinned =
        HEX.parseHex(
            "0101000102030405060708090a0b0c0d0e0f0726456483a2c1e0ff1e3d5cde16e77dde0e7c3de12973c08df77da120d35d56d8ee82e44fadecf539791190");
    assertThat(cipher().open(key, "email", TokenV1.parse(pinned))).isEqualTo(VALUE);

    var token = cipher().seal(Suite.RANDOM, key, "email", VALUE);

    assertThat(token).hasSameSizeAs(pinned).startsWith(Arrays.copyOf(pinned, 18));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(DATA_KEY, "HmacSHA256"));
    var gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(mac.doFinal("lethe/v1/gcm".getBytes(UTF_8)), "AES"),
        new GCMParameterSpec(128, token, 18, 12));
    gcm.updateAAD(associated("0101"));
    assertThat(gcm.doFinal(token, 30, token.length - 30)).isEqualTo(VALUE);
  }

  private static byte[] associated(String versionAndSuite) {
    return HEX.parseHex(
        versionAndSuite
            + HEX.formatHex(KEY.toBytes())
            + "0007"
            + HEX.formatHex("default".getBytes(UTF_8))
            + "0005"
            + HEX.formatHex("email".getBytes(UTF_8)));
  }

  @Test
  void deterministicTokenIsPinned() {
    var token = cipher().seal(Suite.DETERMINISTIC, key, "email", VALUE);
    assertThat(HEX.formatHex(token))
        .isEqualTo(
            "0102000102030405060708090a0b0c0d0e0f63bbcc175d676c1d83e8fecd0bf085ff5d0650da92259c4232a6d4e1647fc416");
    assertThat(cipher().open(key, "email", TokenV1.parse(token))).isEqualTo(VALUE);
  }

  @Test
  void deterministicTokenIsWhatOtherLibrariesMake() throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(DATA_KEY, "HmacSHA256"));
    var sivKey = new byte[64];
    System.arraycopy(mac.doFinal("lethe/v1/siv/mac".getBytes(UTF_8)), 0, sivKey, 0, 32);
    System.arraycopy(mac.doFinal("lethe/v1/siv/stream".getBytes(UTF_8)), 0, sivKey, 32, 32);
    var associated = associated("0102");
    var body =
        new com.google.crypto.tink.subtle.AesSiv(sivKey)
            .encryptDeterministically(VALUE, associated);

    var token = cipher().seal(Suite.DETERMINISTIC, key, "email", VALUE);

    assertThat(Arrays.copyOfRange(token, 18, token.length)).isEqualTo(body);
  }

  @Test
  void formatPreservingTokenIsPinned() {
    var token = new FormatCipher(TENANT).seal(key, Alphabet.DIGITS, "phone", "+49 170 1234567");
    assertThat(token).isEqualTo(new ColumnToken(KEY, "+44 738 2047618"));
  }

  @Test
  void formatPreservingTokenIsWhatOtherLibrariesMake() throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(DATA_KEY, "HmacSHA256"));
    var ff1Key = mac.doFinal("lethe/v1/ff1".getBytes(UTF_8));
    var tweak =
        HEX.parseHex(
            "010305"
                + "0007"
                + HEX.formatHex("default".getBytes(UTF_8))
                + "0004"
                + HEX.formatHex("card".getBytes(UTF_8)));
    var engine = new FPEFF1Engine();
    engine.init(true, new FPEParameters(new KeyParameter(ff1Key), 36, tweak));
    var numerals = new byte[] {35, 0, 10, 9, 1, 2};
    engine.processBlock(numerals, 0, 6, numerals, 0);
    var expected = new StringBuilder();
    for (byte numeral : numerals) {
      expected.append("0123456789abcdefghijklmnopqrstuvwxyz".charAt(numeral));
    }

    var token =
        new FormatCipher(TENANT).seal(key, Alphabet.DIGITS_AND_LOWER_LETTERS, "card", "z0a912");

    assertThat(token.text()).isEqualTo(expected.toString());
  }

  @Test
  void storedRowIsPinned() {
    var store = new InMemoryStoredTokens();
    var wanted =
        new StoredTokenCipher.Wanted(
            key, new TokenShape.LikeValue(Alphabet.DIGITS), "postcode", "94103");
    new StoredTokenCipher(TENANT, new CountingRandom(), store).seal(List.of(wanted));
    var row = store.rows().getFirst();
    assertThat(row.place().fingerprint()).hasToString("7b8106b3-502c-b1a1-bc90-ce27732b401e");
    assertThat(HEX.formatHex(cipher().open(key, "stored/postcode", TokenV1.parse(row.sealed()))))
        .isEqualTo("0005" + HEX.formatHex((row.text() + "94103").getBytes(UTF_8)));
  }

  @Test
  void blindIndexIsPinned() {
    assertThat(HEX.formatHex(new BlindIndex().under(key).of("email", "jane@example.org")))
        .isEqualTo("2020b697425320ae36a6453aaa297cc2");
  }

  @Test
  void textIsUnpaddedBase64Url() {
    var token = cipher().seal(Suite.DETERMINISTIC, key, "email", VALUE);
    var text = TokenV1.toText(token);
    assertThat(text).matches("[A-Za-z0-9_-]+");
    assertThat(TokenV1.parseText(text).toBytes()).isEqualTo(token);
    assertThat(TokenV1.parseText(text).key()).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AQ",
        "jane@example.org",
        "AgEAAQIDBAUGBwgJCgsMDQ4PAAAAAAAAAAAAAAAAAAAAAA",
        "AQkAAQIDBAUGBwgJCgsMDQ4PAAAAAAAAAAAAAAAAAAAAAA"
      })
  void otherTextsAreNoTokensAndAreNotRepeated(String text) {
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> TokenV1.parseText(text))
        .satisfies(
            e -> assertThat(String.valueOf(e)).doesNotContain(text.isEmpty() ? "none" : text));
  }

  private static TokenCipher cipher() {
    return new TokenCipher(TENANT, new SecureRandom());
  }
}
