package dev.lethe.cryptovault.hold;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/**
 * Data keys wrapped for one recipient by HPKE (RFC 9180): base mode, DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256, AES-256-GCM. The terms of the hold and the list of keys are the {@code info} of the
 * context, each key's id is the associated data of its own: nothing opens once either was changed.
 * Who wrapped them says the signature around the file, which is not checked here.
 */
public final class HeldKeys {
  /** The type that this class writes and reads. */
  public static final String TYPE = "lethe.held-keys/v1";

  private static final String SUITE = "DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM";

  private HeldKeys() {}

  /**
   * Wraps keys, in their order.
   *
   * @param terms what the recipient is told, bound to the keys: hold, reason, times
   * @param keys data keys by id; their owner wipes them
   */
  public static Json.Obj wrap(
      Json.Obj terms, SequencedMap<KeyId, SecretBytes> keys, RecipientKey recipient) {
    var context =
        hpke().setupBaseS(recipient.parameters(), info(terms, List.copyOf(keys.keySet())));
    var wrapped = new ArrayList<Json>();
    for (var key : keys.entrySet()) {
      try {
        var bytes = context.seal(aad(key.getKey()), key.getValue().borrow());
        wrapped.add(
            Json.object().put("key", key.getKey().toString()).put("wrapped", text(bytes)).build());
      } catch (InvalidCipherTextException e) {
        throw new IllegalStateException("sealing does not read a ciphertext", e);
      }
    }
    return Json.object()
        .put("type", TYPE)
        .put("terms", terms)
        .put(
            "recipient",
            Json.object()
                .put("suite", SUITE)
                .put("public_key", recipient.toString())
                .put("encapsulated", text(context.getEncapsulation()))
                .build())
        .put("keys", Json.array(wrapped))
        .build();
  }

  /**
   * Opens every key.
   *
   * @return data keys by id, which the caller wipes
   * @throws HoldException when the file is not whole, was changed, or is another recipient's
   */
  public static Map<KeyId, SecretBytes> open(Json.Obj file, RecipientSecret secret) {
    var recipient = Members.object(file, "recipient");
    if (!Members.text(file, "type").equals(TYPE)
        || !Members.text(recipient, "suite").equals(SUITE)) {
      throw new HoldException("the file is not of type " + TYPE);
    }
    if (!Members.text(recipient, "public_key").equals(secret.publicKey().toString())) {
      throw new HoldException("the keys were wrapped for another recipient");
    }
    var wrapped = wrapped(file);
    var opened = new LinkedHashMap<KeyId, SecretBytes>();
    try {
      var info = info(Members.object(file, "terms"), List.copyOf(wrapped.keySet()));
      var context =
          hpke().setupBaseR(bytes(Members.text(recipient, "encapsulated")), secret.pair(), info);
      for (var key : wrapped.entrySet()) {
        var plain = context.open(aad(key.getKey()), key.getValue());
        opened.put(key.getKey(), SecretBytes.takeOwnershipOf(plain));
      }
      return opened;
    } catch (InvalidCipherTextException | RuntimeException e) {
      opened.values().forEach(SecretBytes::close);
      throw new HoldException("the file was changed, or is not whole", e);
    }
  }

  /** What the recipient was told. */
  public static Json.Obj terms(Json.Obj file) {
    return Members.object(file, "terms");
  }

  /** Whose key pair the file is for. */
  public static String recipient(Json.Obj file) {
    return Members.text(Members.object(file, "recipient"), "public_key");
  }

  /** The ids of the keys that the file has, in their order. */
  public static List<KeyId> ids(Json.Obj file) {
    return List.copyOf(wrapped(file).keySet());
  }

  private static SequencedMap<KeyId, byte[]> wrapped(Json.Obj file) {
    var wrapped = new LinkedHashMap<KeyId, byte[]>();
    for (var one : Members.objects(file, "keys")) {
      try {
        wrapped.put(Members.key(one, "key"), bytes(Members.text(one, "wrapped")));
      } catch (IllegalArgumentException e) {
        throw new HoldException("a key of the file is not readable", e);
      }
    }
    return wrapped;
  }

  private static byte[] info(Json.Obj terms, List<KeyId> keys) {
    return CanonicalJson.bytes(
        Json.object()
            .put("type", TYPE)
            .put("terms", terms)
            .put("keys", Json.array(keys.stream().map(key -> Json.of(key.toString())).toList()))
            .build());
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  private static byte[] aad(KeyId key) {
    return key.toString().getBytes(US_ASCII);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
