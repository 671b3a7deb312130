package dev.lethe.service.fanout.connector.featurestore;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types that Feast allows for join keys, with their numbers and bytes. */
enum EntityValue {
  BYTES(1),
  STRING(2),
  INT32(3),
  INT64(4),
  UNIX_TIMESTAMP(8);

  private final int number;

  EntityValue(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Optional<EntityValue> named(String name) {
    return Arrays.stream(values())
        .filter(type -> type.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  static String nameOf(int number) {
    return Arrays.stream(values())
        .filter(type -> type.number == number)
        .map(type -> type.name().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("unknown");
  }

  /** The bytes of a value of this type; empty where the text is no such value. */
  Optional<byte[]> encode(String text) {
    try {
      return Optional.of(
          switch (this) {
            case STRING, BYTES -> text.getBytes(StandardCharsets.UTF_8);
            case INT32 -> little(4).putInt(Integer.parseInt(text)).array();
            case INT64, UNIX_TIMESTAMP -> little(8).putLong(Long.parseLong(text)).array();
          });
    } catch (NumberFormatException otherType) {
      return Optional.empty();
    }
  }

  /** The plain value behind the bytes of a join key. */
  static Object decode(int number, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (number == INT32.number && bytes.length == 4) {
      return in.getInt();
    }
    if (number == INT64.number && bytes.length == 8) {
      return in.getLong();
    }
    if (number == UNIX_TIMESTAMP.number && bytes.length == 8) {
      return Instant.ofEpochSecond(in.getLong()).toString();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
