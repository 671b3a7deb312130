package dev.lethe.service.token;

import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The bounds of a batch, the same at every door, and how they are refused. */
final class Limits {
  static final int VALUES = 10_000;
  static final int BODY_BYTES = 4 * 1024 * 1024;
  static final int VALUE_BYTES = 64 * 1024;
  static final int LINE_BYTES = 1024 * 1024;

  /** A caller that sends everything before it reads anything must not wait for itself. */
  static final int UNREAD_ANSWER_BYTES = 64 * 1024 * 1024;

  private static final int FIELD_CLASS_LENGTH = 128;

  private Limits() {}

  static void checkBody(byte[] body) {
    if (body.length > BODY_BYTES) {
      throw new ProblemException(
          ProblemType.BODY_TOO_LARGE,
          "A batch may have at most " + BODY_BYTES + " bytes.",
          Map.of("max_bytes", BODY_BYTES));
    }
  }

  static void checkCount(int values) {
    if (values > VALUES) {
      throw new ProblemException(
          ProblemType.BODY_TOO_LARGE,
          "A batch may have at most " + VALUES + " values.",
          Map.of("max_values", VALUES));
    }
  }

  static void checkFieldClass(String field) {
    if (!isFieldClass(field)) {
      throw ProblemException.invalidField(
          "field", "A field class has 1 to 128 letters, digits and _ . : -");
    }
  }

  // A stream would cost more than all else that is done for an item here.
  private static boolean isFieldClass(String field) {
    for (int i = 0; i < field.length(); i++) {
      if (!isOfFieldClass(field.charAt(i))) {
        return false;
      }
    }
    return !field.isEmpty() && field.length() <= FIELD_CLASS_LENGTH;
  }

  private static boolean isOfFieldClass(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "_.:-".indexOf(c) >= 0;
  }

  /**
   * The value as bytes; JSON escapes can spell text that is no Unicode, which would not come back.
   */
  static byte[] bytes(String value) {
    ByteBuffer encoded;
    try {
      encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
    } catch (CharacterCodingException e) {
      throw new ProblemException(
          ProblemType.INVALID_UTF8, "The value has half of a surrogate pair.");
    }
    if (encoded.remaining() > VALUE_BYTES) {
      throw new ProblemException(
          ProblemType.VALUE_TOO_LARGE, "A value may have at most " + VALUE_BYTES + " bytes.");
    }
    var bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }
}
