package dev.lethe.service.fanout.connector.featurestore;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys under which Feast keeps an entity in Redis, byte for byte: join-key names in order,
 * their values, and the project without any separator at the end. Version 3 counts the names and
 * gives their lengths, version 2 does neither and so cannot be read back.
 */
final class EntityKeys {

  private final byte[] project;
  private final int version;

  EntityKeys(String project, int version) {
    this.project = project.getBytes(StandardCharsets.UTF_8);
    this.version = version;
  }

  /** One join key's value with its type number. */
  record TypedValue(int type, byte[] bytes) {}

  /** The Redis key of an entity. */
  byte[] encode(Map<String, TypedValue> entity) {
    SortedMap<String, TypedValue> sorted = new TreeMap<>(EntityKeys::byCodePoint);
    sorted.putAll(entity);
    var out = new ByteArrayOutputStream();
    if (version > 2) {
      number(out, sorted.size());
    }
    for (String name : sorted.keySet()) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      number(out, EntityValue.STRING.number());
      if (version > 2) {
        number(out, bytes.length);
      }
      out.writeBytes(bytes);
    }
    for (TypedValue value : sorted.values()) {
      number(out, value.type());
      number(out, value.bytes().length);
      out.writeBytes(value.bytes());
    }
    out.writeBytes(project);
    return out.toByteArray();
  }

  /** The entity of a version 3 key of this project; empty for any other key. */
  Optional<Map<String, TypedValue>> decode(byte[] key) {
    try {
      ByteBuffer in = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
      int count = in.getInt();
      if (count < 1 || count > 64) {
        return Optional.empty();
      }
      List<String> names = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        if (in.getInt() != EntityValue.STRING.number()) {
          return Optional.empty();
        }
        names.add(new String(take(in), StandardCharsets.UTF_8));
      }
      Map<String, TypedValue> entity = new TreeMap<>();
      for (String name : names) {
        int type = in.getInt();
        entity.put(name, new TypedValue(type, take(in)));
      }
      byte[] rest = new byte[in.remaining()];
      in.get(rest);
      return Arrays.equals(rest, project) ? Optional.of(entity) : Optional.empty();
    } catch (BufferUnderflowException foreign) {
      return Optional.empty();
    }
  }

  private static byte[] take(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static void number(ByteArrayOutputStream out, int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  /** Python orders text by code point, which differs from Java's order beyond the basic plane. */
  private static int byCodePoint(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
