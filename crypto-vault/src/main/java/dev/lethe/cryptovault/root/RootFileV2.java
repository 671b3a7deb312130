package dev.lethe.cryptovault.root;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The root key file, version 2: {@code "LTHR" version(1) number-of-locks(1)} and the locks, then
 * {@code nonce(12) ciphertext tag(16)} of the same content as in {@linkplain RootFileV1 version 1},
 * sealed under the file key that each lock holds, and authenticated with everything before it.
 */
record RootFileV2(List<RootFileLock> locks, byte[] sealed) {
  static final byte VERSION = 2;
  private static final byte[] MAGIC = {'L', 'T', 'H', 'R', VERSION};

  static boolean matches(byte[] bytes) {
    return bytes.length > MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  static RootFileV2 parse(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes).position(MAGIC.length);
    var locks = new ArrayList<RootFileLock>();
    try {
      for (int left = in.get(); left > 0; left--) {
        locks.add(RootFileLock.readFrom(in));
      }
    } catch (BufferUnderflowException e) {
      throw new RootKeyException("the root key file's header is damaged", e);
    }
    return new RootFileV2(
        List.copyOf(locks), Arrays.copyOfRange(bytes, in.position(), bytes.length));
  }

  static byte[] header(List<RootFileLock> locks) {
    int length = MAGIC.length + 1 + locks.stream().mapToInt(RootFileLock::length).sum();
    var out = ByteBuffer.allocate(length).put(MAGIC).put((byte) locks.size());
    locks.forEach(lock -> lock.writeTo(out));
    return out.array();
  }

  byte[] header() {
    return header(locks);
  }

  byte[] toBytes() {
    var header = header();
    return ByteBuffer.allocate(header.length + sealed.length).put(header).put(sealed).array();
  }
}
