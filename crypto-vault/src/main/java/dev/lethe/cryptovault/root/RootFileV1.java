package dev.lethe.cryptovault.root;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The root key file, version 1: {@code "LTHR" version(1) memory-kib(4) iterations(4) parallelism(4)
 * salt(16)}, then {@code nonce(12) ciphertext tag(16)} of {@code newest-destroyed-epoch(8)} and the
 * entries {@code epoch(8) key(32)}. It is still read; what is written is version 2.
 */
record RootFileV1(Argon2Cost cost, byte[] salt, byte[] sealed) {
  static final int SALT_BYTES = 16;
  private static final byte[] MAGIC = {'L', 'T', 'H', 'R', 1};
  private static final int HEADER_BYTES = MAGIC.length + 3 * Integer.BYTES + SALT_BYTES;

  static RootFileV1 parse(byte[] bytes) {
    if (bytes.length < HEADER_BYTES
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new RootKeyException("the root key file is of no known version");
    }
    var in = ByteBuffer.wrap(bytes).position(MAGIC.length);
    var cost = readCost(in);
    var salt = new byte[SALT_BYTES];
    in.get(salt);
    return new RootFileV1(cost, salt, Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length));
  }

  static Argon2Cost readCost(ByteBuffer in) {
    try {
      return new Argon2Cost(in.getInt(), in.getInt(), in.getInt());
    } catch (IllegalArgumentException e) {
      throw new RootKeyException("the root key file's header is damaged", e);
    }
  }

  /** What the sealed part is authenticated with. */
  byte[] header() {
    return ByteBuffer.allocate(HEADER_BYTES)
        .put(MAGIC)
        .putInt(cost.memoryKib())
        .putInt(cost.iterations())
        .putInt(cost.parallelism())
        .put(salt)
        .array();
  }
}
