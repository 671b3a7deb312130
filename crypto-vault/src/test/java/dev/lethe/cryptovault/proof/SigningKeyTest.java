package dev.lethe.cryptovault.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SigningKeyTest {
  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void vectorsOfRfc8032AreReproduced(
      String seed, String publicKey, String message, String signature) {
    SigningKey key = SigningKey.fromSeed(HEX.parseHex(seed));
    byte[] text = HEX.parseHex(message);
    assertThat(HEX.formatHex(key.verifyingKey().raw())).isEqualTo(publicKey);
    assertThat(HEX.formatHex(key.sign(text))).isEqualTo(signature);
    assertThat(key.verifyingKey().verify(text, HEX.parseHex(signature))).isTrue();
  }

  @Test
  void jdkVerifiesWhatWeSigned() throws GeneralSecurityException {
    SigningKey key = SigningKey.generate(new SecureRandom());
    byte[] message = "a statement".getBytes(StandardCharsets.UTF_8);
    String body = key.verifyingKey().toPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    Signature jdk = Signature.getInstance("Ed25519");
    jdk.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body))));
    jdk.update(message);
    assertThat(jdk.verify(key.sign(message))).isTrue();
  }

  @Test
  void pemReadsBackAsTheSameKey() {
    VerifyingKey key = SigningKey.generate(new SecureRandom()).verifyingKey();
    assertThat(VerifyingKey.fromPem(key.toPem())).isEqualTo(key);
    assertThat(VerifyingKey.fromPem(key.toPem()).id()).isEqualTo(key.id()).hasSize(32);
  }

  @Test
  void keyOfAnotherAlgorithmIsRefused() throws GeneralSecurityException {
    byte[] ec =
        java.security.KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(ec)
            + "\n-----END PUBLIC KEY-----";
    assertThatThrownBy(() -> VerifyingKey.fromPem(pem)).hasMessageContaining("not an Ed25519 key");
    assertThatThrownBy(() -> VerifyingKey.fromPem("hello")).hasMessageContaining("not a PEM");
  }

  @Test
  void changedMessageOrSignatureIsRefused() {
    SigningKey key = SigningKey.generate(new SecureRandom());
    byte[] message = {1, 2, 3};
    byte[] signature = key.sign(message);
    assertThat(key.verifyingKey().verify(new byte[] {1, 2, 4}, signature)).isFalse();
    signature[10] ^= 1;
    assertThat(key.verifyingKey().verify(message, signature)).isFalse();
    assertThat(key.verifyingKey().verify(message, new byte[3])).isFalse();
  }

  @Test
  void printingAKeyShowsNothingOfIt() {
    byte[] seed = new byte[32];
    assertThat(SigningKey.fromSeed(seed).toString()).isEqualTo("SigningKey[secret]");
  }
}
