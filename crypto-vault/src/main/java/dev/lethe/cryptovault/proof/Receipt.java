package dev.lethe.cryptovault.proof;

import java.util.Base64;

/**
 * A signed statement about one request: the statement and an Ed25519 signature over its canonical
 * JSON. A receipt proves what Lethe saw and did, never that no copy exists anywhere.
 */
public record Receipt(Json.Obj statement, String algorithm, String keyId, byte[] signature) {
  /** The only algorithm of this version. */
  public static final String ED25519 = "Ed25519";

  /** Signs a statement. */
  public static Receipt sign(Json.Obj statement, SigningKey key) {
    byte[] signature = key.sign(CanonicalJson.bytes(statement));
    return new Receipt(statement, ED25519, key.verifyingKey().id(), signature);
  }

  /**
   * Reads the envelope {@code {"receipt":{…},"signature":{"algorithm","key_id","value"}}}; checks
   * its form only.
   */
  public static Receipt parse(String text) {
    if (!(Json.parse(text) instanceof Json.Obj envelope)
        || !(envelope.get("receipt").orElse(null) instanceof Json.Obj statement)
        || !(envelope.get("signature").orElse(null) instanceof Json.Obj signature)) {
      throw new IllegalArgumentException(
          "not a receipt: expected the members receipt and signature");
    }
    if (envelope.members().size() != 2 || signature.members().size() != 3) {
      throw new IllegalArgumentException("not a receipt: members outside the signature's reach");
    }
    try {
      byte[] value = Base64.getUrlDecoder().decode(text(signature, "value"));
      return new Receipt(statement, text(signature, "algorithm"), text(signature, "key_id"), value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a receipt: unreadable signature", e);
    }
  }

  /** Returns the envelope as canonical JSON text. */
  public String toJson() {
    Json signed =
        Json.object()
            .put("algorithm", algorithm)
            .put("key_id", keyId)
            .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(signature))
            .build();
    return CanonicalJson.text(
        Json.object().put("receipt", statement).put("signature", signed).build());
  }

  private static String text(Json.Obj object, String name) {
    if (object.get(name).orElse(null) instanceof Json.Str(String value)) {
      return value;
    }
    throw new IllegalArgumentException("missing " + name);
  }
}
