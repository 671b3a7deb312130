package dev.lethe.cryptovault.page;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.Tenant;
import java.nio.ByteBuffer;

/**
 * A sealed key page, version 1: {@code version(1) level(1) number(8) epoch(8)} and then the body,
 * which is {@code nonce(12) ciphertext(8192) tag(16)} for a page sealed under its parent and
 * whatever the root key store made for a root page. Header and tenant are authenticated with the
 * body, so that no page can stand in another's place.
 */
final class PageV1 {
  static final byte VERSION = 1;
  static final int HEADER_BYTES = 18;
  private static final int EPOCH = 10;

  private PageV1() {}

  /** Returns the epoch after making sure that these bytes say they are this page. */
  static long requireEpoch(PageId expected, byte[] bytes) {
    if (bytes.length <= HEADER_BYTES || bytes[0] != VERSION) {
      throw new CorruptPageException("page " + expected + " has no version 1 header");
    }
    var header = ByteBuffer.wrap(bytes);
    if (header.get(1) != expected.level() || header.getLong(2) != expected.number()) {
      throw new CorruptPageException("page " + expected + " holds another page");
    }
    return header.getLong(EPOCH);
  }

  /** The header, and room for a body behind it. */
  static byte[] start(PageId id, long epoch, int bodyBytes) {
    return ByteBuffer.allocate(HEADER_BYTES + bodyBytes)
        .put(VERSION)
        .put((byte) id.level())
        .putLong(id.number())
        .putLong(epoch)
        .array();
  }

  /** What the body is authenticated with. */
  static byte[] associated(PageId id, long epoch, Tenant tenant) {
    return of(id, epoch, tenant.toBytes());
  }

  static byte[] of(PageId id, long epoch, byte[] body) {
    var page = start(id, epoch, body.length);
    System.arraycopy(body, 0, page, HEADER_BYTES, body.length);
    return page;
  }
}
