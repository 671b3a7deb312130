package dev.lethe.service.fanout.connector.featurestore;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Feast's protobuf values by hand: scalars and lists in full, anything else as its bytes. */
final class FeastValue {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private FeastValue() {}

  /** The value in plain form; an empty message is no value. */
  static @Nullable Object read(byte[] message) {
    try {
      ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
      @Nullable Object value = null;
      while (in.hasRemaining()) {
        long tag = varint(in);
        value = field((int) (tag >>> 3), (int) (tag & 7), in);
      }
      return value;
    } catch (BufferUnderflowException | DateTimeException malformed) {
      return unknown(message);
    }
  }

  /** A protobuf timestamp; null when it is malformed. */
  static @Nullable Instant readTimestamp(byte[] message) {
    try {
      ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
      long seconds = 0;
      long nanos = 0;
      while (in.hasRemaining()) {
        long tag = varint(in);
        if (tag == 0x08) {
          seconds = varint(in);
        } else if (tag == 0x10) {
          nanos = varint(in);
        } else {
          return null;
        }
      }
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (BufferUnderflowException | DateTimeException malformed) {
      return null;
    }
  }

  private static @Nullable Object field(int number, int wire, ByteBuffer in) {
    return switch (wire) {
      case VARINT -> integer(number, varint(in));
      case FIXED64 -> in.getDouble();
      case FIXED32 -> in.getFloat();
      case LENGTH -> lengthy(number, take(in));
      default -> throw new BufferUnderflowException();
    };
  }

  private static @Nullable Object integer(int number, long value) {
    return switch (number) {
      case 3 -> (int) value;
      case 7 -> value != 0;
      case 8 -> Instant.ofEpochSecond(value).toString();
      case 19 -> null;
      default -> value;
    };
  }

  private static Object lengthy(int number, byte[] bytes) {
    return switch (number) {
      case 1 -> Base64.getEncoder().encodeToString(bytes);
      case 2, 32, 36, 37, 44 -> new String(bytes, StandardCharsets.UTF_8);
      case 11, 12, 13, 14, 15, 16, 17, 18 -> list(number - 10, bytes);
      default -> unknown(bytes);
    };
  }

  /** A list message: field 1 repeated, numbers packed or not. */
  private static List<@Nullable Object> list(int element, byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    List<@Nullable Object> all = new ArrayList<>();
    while (in.hasRemaining()) {
      int wire = (int) (varint(in) & 7);
      if (wire == LENGTH && element > 2) {
        ByteBuffer packed = ByteBuffer.wrap(take(in)).order(ByteOrder.LITTLE_ENDIAN);
        while (packed.hasRemaining()) {
          all.add(field(element, packedWire(element), packed));
        }
      } else {
        all.add(field(element, wire, in));
      }
    }
    return all;
  }

  private static int packedWire(int element) {
    return switch (element) {
      case 5 -> FIXED64;
      case 6 -> FIXED32;
      default -> VARINT;
    };
  }

  private static Map<String, Object> unknown(byte[] bytes) {
    return Map.of("undecoded", Base64.getEncoder().encodeToString(bytes));
  }

  private static byte[] take(ByteBuffer in) {
    long length = varint(in);
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BufferUnderflowException();
  }
}
