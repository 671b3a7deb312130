package dev.lethe.bench.tokens;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Values of one length that lie end to end in one buffer, as a batch brings them. */
final class Values {
  private final ByteBuffer all;
  private final int length;

  private Values(byte[] all, int length) {
    this.all = ByteBuffer.wrap(all);
    this.length = length;
  }

  static Values random(int count, int length) {
    var bytes = new byte[count * length];
    new SplittableRandom(1).nextBytes(bytes);
    return new Values(bytes, length);
  }

  static Values digits(int count, int length) {
    var random = new SplittableRandom(2);
    var bytes = new byte[count * length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('0' + random.nextInt(10));
    }
    return new Values(bytes, length);
  }

  /** The value of this number; good until the next one is asked for. */
  ByteBuffer get(int number) {
    return all.limit((number + 1) * length).position(number * length);
  }
}
