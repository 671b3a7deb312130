package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.Tenant;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * What a format-preserving token depends on besides its key and value: {@code version(1) suite(1)
 * alphabet(1) tenant-length(2) tenant field-length(2) field}. Kept for each field class. Not safe
 * for use by several threads at once.
 */
final class Ff1TweakV1 {
  private static final byte VERSION = 1;
  private static final int MOST_KEPT = 256;
  private static final int ALPHABET_AT = 2;

  private final byte[] tenantName;
  private final Map<String, byte[]> kept = new HashMap<>();

  Ff1TweakV1(Tenant tenant) {
    this.tenantName = tenant.toBytes();
  }

  /** The bytes; they are good until the next call. */
  byte[] of(Alphabet alphabet, String fieldClass) {
    var bytes = kept.get(fieldClass);
    if (bytes == null) {
      bytes = make(fieldClass.getBytes(UTF_8));
      keep(fieldClass, bytes);
    }
    bytes[ALPHABET_AT] = (byte) alphabet.number();
    return bytes;
  }

  // Field classes come from callers, so that there is no bound on them but this.
  private void keep(String fieldClass, byte[] bytes) {
    if (kept.size() == MOST_KEPT) {
      kept.clear();
    }
    kept.put(fieldClass, bytes);
  }

  private byte[] make(byte[] field) {
    return ByteBuffer.allocate(ALPHABET_AT + 1 + 2 + tenantName.length + 2 + field.length)
        .put(VERSION)
        .put((byte) FormatCipher.SUITE)
        .position(ALPHABET_AT + 1)
        .putShort((short) tenantName.length)
        .put(tenantName)
        .putShort((short) field.length)
        .put(field)
        .array();
  }
}
