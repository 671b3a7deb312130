package dev.lethe.cryptovault;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * The public name of a data key: 128 random bits that reveal nothing about whom the key belongs to.
 * Its text form is {@code key_} and 26 characters of lower-case Crockford base 32; equal ids have
 * equal texts and the texts sort as the bits do.
 */
public record KeyId(UUID value) implements Comparable<KeyId> {
  public static final int SIZE_BYTES = 16;
  private static final String PREFIX = "key_";

  public static KeyId random(SecureRandom random) {
    return new KeyId(new UUID(random.nextLong(), random.nextLong()));
  }

  /** Reads exactly 16 bytes. */
  public static KeyId of(byte[] bytes) {
    if (bytes.length != SIZE_BYTES) {
      throw new IllegalArgumentException("a key id has 16 bytes, not " + bytes.length);
    }
    return read(bytes, 0);
  }

  public static KeyId read(byte[] bytes, int offset) {
    var buffer = ByteBuffer.wrap(bytes, offset, SIZE_BYTES);
    return new KeyId(new UUID(buffer.getLong(), buffer.getLong()));
  }

  /** Reads the text form, and refuses every other spelling of it. */
  public static KeyId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a key id starts with " + PREFIX);
    }
    return new KeyId(CrockfordBase32.decode(text.substring(PREFIX.length())));
  }

  public byte[] toBytes() {
    var bytes = new byte[SIZE_BYTES];
    write(bytes, 0);
    return bytes;
  }

  public void write(byte[] target, int offset) {
    ByteBuffer.wrap(target, offset, SIZE_BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
  }

  @Override
  public int compareTo(KeyId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return PREFIX + CrockfordBase32.encode(value);
  }
}
