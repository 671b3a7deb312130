package dev.lethe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.hold.HeldKeys;
import dev.lethe.cryptovault.hold.RecipientKey;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.cryptovault.proof.SigningKey;
import dev.lethe.cryptovault.token.KeyDerivation;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenCipher;
import dev.lethe.cryptovault.token.TokenV1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandTest {
  private static final String TENANT = "shop";

  @TempDir private Path folder = Path.of("");
  private final SecureRandom random = new SecureRandom();
  private final SigningKey lethe = SigningKey.generate(random);
  private final KeyPair recipient = pair();
  private final KeyId held = KeyId.random(random);
  private final KeyId other = KeyId.random(random);
  private final SecretBytes key = SecretBytes.random(32, random);

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("lethe.pem"), lethe.verifyingKey().toPem());
    Files.writeString(folder.resolve("own.pem"), pem(recipient.getPrivate(), "PRIVATE KEY"));
    export("2999-01-01T00:00:00Z", lethe);
  }

  @Test
  void tokensOfHeldKeysOpenAndOthersStay() throws IOException {
    var foreign = token(other, SecretBytes.random(32, random), "mail");
    Files.writeString(
        folder.resolve("a.csv"),
        "id,mail\n1," + token(held, key, "email") + "\n2," + foreign + "\n3,noise\n4,\n");

    Run run = open("own.pem", "lethe.pem");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("4 records: 1 tokens opened, 2 left as they were");
    Path out = folder.resolve("b.csv");
    assertThat(Files.readString(out))
        .isEqualToNormalizingNewlines(
            "id,mail\n1,jane@example.org\n2," + foreign + "\n3,noise\n4,\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
        .isEqualTo("rw-------");
  }

  @Test
  void fileThatLetheDidNotSignIsNotOpened() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "mail\n" + token(held, key, "email") + "\n");
    Files.writeString(
        folder.resolve("stranger.pem"), SigningKey.generate(random).verifyingKey().toPem());
    assertThat(open("own.pem", "stranger.pem").exit()).isEqualTo(Exit.NOT_RIGHT);
    assertThat(open("own.pem", "own.pem").exit()).isEqualTo(Exit.USAGE);
    export("2020-01-01T00:00:00Z", lethe);
    assertThat(open("own.pem", "lethe.pem").err()).contains("ended at 2020-01-01T00:00:00Z");
    Files.writeString(folder.resolve("hold.json"), "{}");
    assertThat(open("own.pem", "lethe.pem").exit()).isEqualTo(Exit.USAGE);
    assertThat(folder.resolve("b.csv")).doesNotExist();
  }

  @Test
  void nobodyButTheRecipientOpensIt() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "mail\n" + token(held, key, "email") + "\n");
    Files.writeString(folder.resolve("thief.pem"), pem(pair().getPrivate(), "PRIVATE KEY"));
    Run run = open("thief.pem", "lethe.pem");
    assertThat(run.exit()).isEqualTo(Exit.NOT_RIGHT);
    assertThat(run.err()).contains("another recipient");
    assertThat(folder.resolve("b.csv")).doesNotExist();
  }

  private void export(String expiresAt, SigningKey signer) throws IOException {
    var keys = new LinkedHashMap<KeyId, SecretBytes>();
    keys.put(held, key);
    var terms = Json.object().put("tenant", TENANT).put("expires_at", expiresAt).build();
    var to = RecipientKey.fromPem(pem(recipient.getPublic(), "PUBLIC KEY"));
    Files.writeString(
        folder.resolve("hold.json"), Receipt.sign(HeldKeys.wrap(terms, keys, to), signer).toJson());
  }

  private String token(KeyId id, SecretBytes dataKey, String field) {
    var cipher = new TokenCipher(new Tenant(TENANT), random);
    try (var opened = new KeyDerivation().derive(id, dataKey)) {
      return TokenV1.toText(
          cipher.seal(Suite.RANDOM, opened, field, "jane@example.org".getBytes(UTF_8)));
    }
  }

  private Run open(String privateKey, String signedBy) {
    return Run.lethe(
        Map.of(),
        "keys",
        "open-hold",
        folder.resolve("hold.json"),
        folder.resolve("a.csv"),
        "--private-key",
        folder.resolve(privateKey),
        "--signed-by",
        folder.resolve(signedBy),
        "--field",
        "mail=email",
        "--out",
        folder.resolve("b.csv"));
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("X25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Key key, String label) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
