package dev.lethe.bench.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The bytes by which Feast finds an entity's features in Redis (entity key serialization version
 * 3).
 */
final class FeastKey {
  private static final int STRING = 2;

  private FeastKey() {}

  /** The Redis key of an entity with one join key of type string. */
  static byte[] of(String project, String joinKey, String value) {
    byte[] name = utf8(joinKey);
    byte[] text = utf8(value);
    byte[] tail = utf8(project);
    ByteBuffer key =
        ByteBuffer.allocate(20 + name.length + text.length + tail.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    key.putInt(1).putInt(STRING).putInt(name.length).put(name);
    key.putInt(STRING).putInt(text.length).put(text).put(tail);
    return key.array();
  }

  /** The hash field of a feature of a view. */
  static byte[] field(String view, String feature) {
    byte[] name = utf8(view + ":" + feature);
    int hash = MurmurHash3.hash32x86(name, 0, name.length, 0);
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(hash).array();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
