package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.Tenant;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * What a token is bound to besides its key: version, suite, key id, tenant and field class. Lengths
 * stand before the names, so that no two different bindings have the same bytes. The bytes are kept
 * for each field class and filled in for each key. Not safe for use by several threads at once.
 */
final class AssociatedDataV1 {
  private static final int MOST_KEPT = 256;
  private static final int SUITE_AT = 1;
  private static final int KEY_AT = 2;

  private final byte[] tenantName;
  private final Map<String, byte[]> kept = new HashMap<>();

  AssociatedDataV1(Tenant tenant) {
    this.tenantName = tenant.toBytes();
  }

  /** The bytes; they are good until the next call. */
  byte[] of(Suite suite, KeyId key, String fieldClass) {
    var bytes = kept.get(fieldClass);
    if (bytes == null) {
      bytes = make(fieldClass.getBytes(UTF_8));
      keep(fieldClass, bytes);
    }
    bytes[SUITE_AT] = (byte) suite.number();
    key.write(bytes, KEY_AT);
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
    var bytes = new byte[KEY_AT + KeyId.SIZE_BYTES + 2 + tenantName.length + 2 + field.length];
    bytes[0] = TokenV1.VERSION;
    ByteBuffer.wrap(bytes)
        .position(KEY_AT + KeyId.SIZE_BYTES)
        .putShort((short) tenantName.length)
        .put(tenantName)
        .putShort((short) field.length)
        .put(field);
    return bytes;
  }
}
