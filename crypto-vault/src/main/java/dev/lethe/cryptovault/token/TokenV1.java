package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.KeyId;
import java.util.Arrays;
import java.util.Base64;

/**
 * What replaces a value, version 1: {@code version(1) suite(1) key-id(16)} and then, for suite 1,
 * {@code nonce(12) ciphertext tag(16)}, for suite 2, {@code siv(16) ciphertext}. Its text is
 * unpadded base64url. The layout never changes; another layout is another version.
 */
public final class TokenV1 {
  static final byte VERSION = 1;
  static final int HEADER_BYTES = 2 + KeyId.SIZE_BYTES;
  private static final int SHORTEST_BODY = 16;

  private final byte[] bytes;
  private final Suite suite;

  private TokenV1(byte[] bytes, Suite suite) {
    this.bytes = bytes;
    this.suite = suite;
  }

  /** Reads the outside of a token; whether it is genuine only opening it tells. */
  public static TokenV1 parse(byte[] bytes) {
    if (bytes.length < HEADER_BYTES + SHORTEST_BODY) {
      throw new InvalidTokenException(
          "a token has at least " + (HEADER_BYTES + SHORTEST_BODY) + " bytes");
    }
    if (bytes[0] != VERSION) {
      throw new InvalidTokenException("token version " + bytes[0] + " is not known");
    }
    return new TokenV1(bytes.clone(), Suite.numbered(bytes[1]));
  }

  public static TokenV1 parseText(String text) {
    try {
      return parse(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException("a token is unpadded base64url");
    }
  }

  static byte[] startToken(Suite suite, KeyId key, int bodyBytes) {
    var bytes = new byte[HEADER_BYTES + bodyBytes];
    bytes[0] = VERSION;
    bytes[1] = (byte) suite.number();
    key.write(bytes, 2);
    return bytes;
  }

  public static String toText(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  public Suite suite() {
    return suite;
  }

  public KeyId key() {
    return KeyId.read(bytes, 2);
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
