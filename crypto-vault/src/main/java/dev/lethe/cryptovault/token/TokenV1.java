package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.KeyId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What replaces a value, version 1: {@code version(1) suite(1) key-id(16)} and then, for suite 1,
 * {@code nonce(12) ciphertext tag(16)}, for suite 2, {@code siv(16) ciphertext}. Its text is
 * unpadded base64url. The layout never changes; another layout is another version.
 */
public final class TokenV1 {
  static final byte VERSION = 1;
  private static final int KEY_AT = 2;
  static final int HEADER_BYTES = KEY_AT + KeyId.SIZE_BYTES;
  private static final int SHORTEST_BODY = 16;

  private final byte[] bytes;
  private final Suite suite;

  private TokenV1(byte[] bytes, Suite suite) {
    this.bytes = bytes;
    this.suite = suite;
  }

  /** Reads the outside of a token; whether it is genuine only opening it tells. */
  public static TokenV1 parse(byte[] bytes) {
    var suite = suite(bytes, 0, bytes.length);
    return new TokenV1(bytes.clone(), suite);
  }

  /** The suite of the token at this place, or {@link InvalidTokenException} when it is none. */
  static Suite suite(byte[] bytes, int at, int length) {
    if (length < HEADER_BYTES + SHORTEST_BODY) {
      throw new InvalidTokenException(
          "a token has at least " + (HEADER_BYTES + SHORTEST_BODY) + " bytes");
    }
    if (bytes[at] != VERSION) {
      throw new InvalidTokenException("token version " + bytes[at] + " is not known");
    }
    return Suite.numbered(bytes[at + 1]);
  }

  /** Whether the token at this place names this key. */
  static boolean names(KeyId key, byte[] bytes, int at) {
    return Block.getLong(bytes, at + KEY_AT) == key.value().getMostSignificantBits()
        && Block.getLong(bytes, at + KEY_AT + Long.BYTES) == key.value().getLeastSignificantBits();
  }

  public static TokenV1 parseText(String text) {
    try {
      return parse(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException("a token is unpadded base64url");
    }
  }

  /** The key that a token names, unread otherwise; empty when the bytes are no token. */
  public static Optional<KeyId> keyNamed(byte[] token) {
    return token.length < HEADER_BYTES || token[0] != VERSION
        ? Optional.empty()
        : Optional.of(KeyId.read(token, KEY_AT));
  }

  static void writeHeader(Suite suite, KeyId key, byte[] target, int at) {
    target[at] = VERSION;
    target[at + 1] = (byte) suite.number();
    key.write(target, at + KEY_AT);
  }

  public static String toText(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  public Suite suite() {
    return suite;
  }

  public KeyId key() {
    return KeyId.read(bytes, KEY_AT);
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  byte[] borrow() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenV1 token && Arrays.equals(bytes, token.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toText(bytes);
  }
}
