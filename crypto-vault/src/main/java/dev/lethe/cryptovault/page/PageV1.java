package dev.lethe.cryptovault.page;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.Tenant;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A sealed key page, version 1: {@code version(1) level(1) number(8) epoch(8)} and then the body,
 * which is {@code nonce(12) ciphertext(8192) tag(16)} for a page sealed under its parent and
 * whatever the root key store made for a root page. Header and tenant are authenticated with the
 * body, so that no page can stand in another's place.
 */
record PageV1(PageId id, long epoch, byte[] body) {
  static final byte VERSION = 1;
  static final int HEADER_BYTES = 18;

  static PageV1 parse(PageId expected, byte[] bytes) {
    if (bytes.length <= HEADER_BYTES || bytes[0] != VERSION) {
      throw new CorruptPageException("page " + expected + " has no version 1 header");
    }
    var buffer = ByteBuffer.wrap(bytes, 1, HEADER_BYTES - 1);
    int level = buffer.get();
    long number = buffer.getLong();
    if (level != expected.level() || number != expected.number()) {
      throw new CorruptPageException("page " + expected + " holds another page");
    }
    long epoch = buffer.getLong();
    return new PageV1(expected, epoch, Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length));
  }

  byte[] toBytes() {
    return header(body.length).put(body).array();
  }

  /** What the body is authenticated with. */
  static byte[] associated(PageId id, long epoch, Tenant tenant) {
    var name = tenant.toBytes();
    return new PageV1(id, epoch, name).toBytes();
  }

  private ByteBuffer header(int more) {
    return ByteBuffer.allocate(HEADER_BYTES + more)
        .put(VERSION)
        .put((byte) id.level())
        .putLong(id.number())
        .putLong(epoch);
  }
}
