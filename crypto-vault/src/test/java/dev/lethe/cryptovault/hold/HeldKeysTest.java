package dev.lethe.cryptovault.hold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.proof.Json;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldKeysTest {
  private static final Json.Obj TERMS =
      Json.object().put("hold", "court 12").put("expires_at", "2027-01-01T00:00:00Z").build();

  private final SecureRandom random = new SecureRandom();
  private final KeyPair pair = pair("X25519");
  private final RecipientKey recipient = RecipientKey.fromPem(pem(pair.getPublic(), "PUBLIC KEY"));
  private final RecipientSecret secret =
      RecipientSecret.fromPem(pem(pair.getPrivate(), "PRIVATE KEY"));
  private final LinkedHashMap<KeyId, SecretBytes> keys = keys(5);

  @Test
  void recipientOpensWhatWasWrapped() {
    var opened = HeldKeys.open(HeldKeys.wrap(TERMS, keys, recipient), secret);
    assertThat(opened.keySet()).containsExactlyElementsOf(keys.keySet());
    keys.forEach((id, key) -> assertThat(key.sameAs(requireNonNull(opened.get(id)))).isTrue());
  }

  @Test
  void noKeyStandsInTheFile() {
    var text = HeldKeys.wrap(TERMS, keys, recipient).toString();
    keys.values()
        .forEach(key ->
            assertThat(text)
                .doesNotContain(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(key.borrow())));
  }

  @Test
  void nobodyElseOpensIt() {
    var other = RecipientSecret.fromPem(pem(pair("X25519").getPrivate(), "PRIVATE KEY"));
    var file = HeldKeys.wrap(TERMS, keys, recipient);
    assertRefused(file, other, "another recipient");
    var renamed = file.with("recipient", recipient(file).with("public_key", Json.of(name(other))));
    assertRefused(renamed, other, "changed");
  }

  @Test
  void termsAndKeysCannotBeChangedSwappedOrLeftOut() {
    var file = HeldKeys.wrap(TERMS, keys, recipient);
    var list = ((Json.Arr) file.get("keys").orElseThrow()).items();
    var swapped = new ArrayList<>(list);
    Collections.swap(swapped, 0, 1);
    var first = (Json.Obj) list.getFirst();
    var lent = first.with("wrapped", ((Json.Obj) list.get(1)).get("wrapped").orElseThrow());
    for (var changed :
        List.of(
            file.with("terms", TERMS.with("hold", Json.of("court 13"))),
            file.with("keys", Json.array(swapped)),
            file.with("keys", Json.array(list.subList(0, 4))),
            file.with("keys", Json.array(List.of(lent, list.get(1)))),
            file.with("recipient", recipient(file).with("encapsulated", Json.of("AAAA"))))) {
      assertRefused(changed, secret, "changed");
    }
    assertRefused(file.with("type", Json.of("x")), secret, HeldKeys.TYPE);
    assertRefused(file.without("keys"), secret, "no list");
    assertRefused(file.with("keys", Json.array(List.of(Json.of("x")))), secret, "no object");
  }

  @Test
  void keyPairFollowsFromADataKeyAlone() {
    var dataKey = SecretBytes.random(32, random);
    var derived = RecipientSecret.derivedFrom(dataKey);
    assertThat(derived.publicKey()).isEqualTo(RecipientSecret.derivedFrom(dataKey).publicKey());
    assertThat(derived.publicKey())
        .isNotEqualTo(RecipientSecret.derivedFrom(SecretBytes.random(32, random)).publicKey());
    assertThat(RecipientKey.fromPem(derived.publicKey().toPem())).isEqualTo(derived.publicKey());
    var file = HeldKeys.wrap(TERMS, keys, derived.publicKey());
    assertThat(HeldKeys.open(file, RecipientSecret.derivedFrom(dataKey))).hasSize(5);
  }

  @Test
  void termsNameEachKeyOfTheFileOnceUnderItsProfile() {
    var ids = List.copyOf(keys.keySet());
    var two =
        List.of(
            new HeldTerms.Family("prf_a", ids.subList(0, 2)),
            new HeldTerms.Family("prf_b", ids.subList(2, 5)));
    assertThat(HeldTerms.of(HeldKeys.wrap(terms(two), keys, recipient)).families()).isEqualTo(two);
    for (var wrong :
        List.of(
            two.subList(0, 1),
            List.of(two.get(1), two.get(1)),
            List.of(two.get(0), two.get(1), two.get(1)))) {
      var file = HeldKeys.wrap(terms(wrong), keys, recipient);
      assertThatExceptionOfType(HoldException.class)
          .isThrownBy(() -> HeldTerms.of(file))
          .withMessageContaining("each once");
    }
    var none = HeldKeys.wrap(TERMS, keys, recipient);
    assertThatExceptionOfType(HoldException.class).isThrownBy(() -> HeldTerms.of(none));
  }

  private static Json.Obj terms(List<HeldTerms.Family> families) {
    return TERMS
        .with("export", Json.of("exp_1"))
        .with("tenant", Json.of("default"))
        .with("exported_at", Json.of("2026-01-01T00:00:00Z"))
        .with("families", HeldTerms.toJson(families));
  }

  @Test
  void keysOfOtherKindsAreRefusedAndNeverShown() {
    var ed = pair("Ed25519");
    assertThatExceptionOfType(HoldException.class)
        .isThrownBy(() -> RecipientKey.fromPem(pem(ed.getPublic(), "PUBLIC KEY")))
        .withMessageContaining("not an X25519");
    assertThatExceptionOfType(HoldException.class)
        .isThrownBy(() -> RecipientSecret.fromPem(pem(ed.getPrivate(), "PRIVATE KEY")));
    for (var junk :
        List.of("", "x", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")) {
      assertThatExceptionOfType(HoldException.class).isThrownBy(() -> RecipientKey.fromPem(junk));
      assertThatExceptionOfType(HoldException.class)
          .isThrownBy(() -> RecipientSecret.fromPem(junk));
    }
    assertThat(secret).hasToString("RecipientSecret[secret]");
    assertThat(RecipientKey.of(recipient.raw())).isEqualTo(recipient);
  }

  private static void assertRefused(Json.Obj file, RecipientSecret secret, String why) {
    assertThatExceptionOfType(HoldException.class)
        .isThrownBy(() -> HeldKeys.open(file, secret))
        .withMessageContaining(why);
  }

  private static Json.Obj recipient(Json.Obj file) {
    return (Json.Obj) file.get("recipient").orElseThrow();
  }

  private static String name(RecipientSecret secret) {
    return secret.publicKey().toString();
  }

  private LinkedHashMap<KeyId, SecretBytes> keys(int count) {
    var made = new LinkedHashMap<KeyId, SecretBytes>();
    for (int i = 0; i < count; i++) {
      made.put(KeyId.random(random), SecretBytes.random(32, random));
    }
    return made;
  }

  private static KeyPair pair(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  // As openssl writes them.
  private static String pem(Key key, String label) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
