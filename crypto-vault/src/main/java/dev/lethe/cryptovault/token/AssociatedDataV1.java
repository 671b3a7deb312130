package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.Tenant;
import java.nio.ByteBuffer;

/**
 * What a token is bound to besides its key: version, suite, key id, tenant and field class. Lengths
 * stand before the names, so that no two different bindings have the same bytes.
 */
final class AssociatedDataV1 {
  private AssociatedDataV1() {}

  static byte[] of(Tenant tenant, Suite suite, KeyId key, String fieldClass) {
    var tenantName = tenant.toBytes();
    var field = fieldClass.getBytes(UTF_8);
    var bytes = new byte[2 + KeyId.SIZE_BYTES + 2 + tenantName.length + 2 + field.length];
    bytes[0] = TokenV1.VERSION;
    bytes[1] = (byte) suite.number();
    key.write(bytes, 2);
    ByteBuffer.wrap(bytes)
        .position(2 + KeyId.SIZE_BYTES)
        .putShort((short) tenantName.length)
        .put(tenantName)
        .putShort((short) field.length)
        .put(field);
    return bytes;
  }
}
