package dev.lethe.service.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.hold.HeldKeys;
import dev.lethe.cryptovault.hold.HeldTerms;
import dev.lethe.cryptovault.hold.KeyStatement;
import dev.lethe.cryptovault.hold.RecipientKey;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.token.KeyDerivation;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenCipher;
import dev.lethe.cryptovault.token.TokenV1;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/** A vault elsewhere, with one profile and its key, and what it says about them, unsigned. */
public final class OtherVault {
  /** Its one export. */
  public static final String EXPORT = "exp_1";

  private static final String TENANT = "default";

  private final SecureRandom random = new SecureRandom();
  private final SecretBytes bytes = SecretBytes.random(32, random);
  private final KeyId key = KeyId.random(random);
  private final Instant now = Instant.now();

  public KeyId key() {
    return key;
  }

  /** The id that the key's profile has there. */
  public String profile() {
    return "prf_" + key.toString().substring(4);
  }

  /** The file of an export two hours ago for this recipient (PEM). */
  public Json.Obj file(String recipient) {
    var family = new HeldTerms.Family(profile(), List.of(key));
    var terms =
        Json.object()
            .put("export", EXPORT)
            .put("tenant", TENANT)
            .put("exported_at", now.minus(Duration.ofHours(2)).toString())
            .put("expires_at", now.plus(Duration.ofDays(1)).toString())
            .put("families", HeldTerms.toJson(List.of(family)))
            .build();
    var keys = new LinkedHashMap<KeyId, SecretBytes>();
    keys.put(key, bytes);
    return HeldKeys.wrap(terms, keys, RecipientKey.fromPem(recipient));
  }

  /** A statement so long after now that the key of this export is in this state. */
  public Json.Obj statement(Duration later, String state, String export) {
    var states = new LinkedHashMap<KeyId, String>();
    states.put(key, state);
    return new KeyStatement(export, TENANT, now.plus(later), states).toJson();
  }

  /** A statement that the key lives now. */
  public Json.Obj live() {
    return statement(Duration.ZERO, KeyStatement.LIVE, EXPORT);
  }

  /** A token of a value, for the field class {@code email}. */
  public String token(String value) {
    var cipher = new TokenCipher(new Tenant(TENANT), random);
    try (var opened = new KeyDerivation().derive(key, bytes)) {
      return TokenV1.toText(
          cipher.seal(Suite.DETERMINISTIC, opened, "email", value.getBytes(UTF_8)));
    }
  }
}
