package dev.lethe.service.token;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads bodies without guessing: a number is no text, a name stands once, and nothing follows the
 * end.
 */
@ApplicationScoped
class StrictJson {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = ONES << 7;

  private final ObjectMapper json;

  StrictJson(ObjectMapper shared) {
    this.json =
        shared
            .copy()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    var text = json.coercionConfigFor(LogicalType.Textual);
    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    json.coercionConfigFor(LogicalType.Integer)
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
  }

  /** What reads a body. */
  interface Reading<T> {
    T from(JsonCall json) throws IOException;
  }

  /** Reads a whole body; what is wrong with it becomes a problem that repeats nothing of it. */
  <T> T read(byte[] body, Reading<T> reading) {
    Limits.checkBody(body);
    try {
      return parse(body, reading);
    } catch (IOException e) {
      // Thrown as it is, it would meet a mapper of the framework that quotes the value.
      throw new BadRequestException(e);
    }
  }

  /** Reads one document. */
  <T> T parse(byte[] document, Reading<T> reading) throws IOException {
    try (var parser = parser(document)) {
      return reading.from(new JsonCall(parser));
    }
  }

  private JsonParser parser(byte[] document) throws IOException {
    if (isAscii(document)) {
      return json.getFactory().createParser(document);
    }
    // By characters, so that the places of errors are told in them.
    var text = decode(document);
    return json.getFactory().createParser(text.array(), text.arrayOffset(), text.remaining());
  }

  /**
   * Refuses what is no UTF-8. Zeroes are refused too: JSON has none, and by them a parser would
   * take it for UTF-16.
   */
  static void requireUtf8(byte[] bytes) {
    if (!isAscii(bytes)) {
      decode(bytes);
    }
  }

  /** Whether all bytes stand for characters of ASCII; refuses zeroes. */
  private static boolean isAscii(byte[] bytes) {
    long signs = 0;
    long zeroes = 0;
    int at = 0;
    // Eight bytes at once; the lowest byte of them that is zero borrows into its highest bit.
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, at);
      signs |= eight;
      zeroes |= eight - ONES & ~eight;
    }
    for (; at < bytes.length; at++) {
      signs |= bytes[at];
      zeroes |= bytes[at] - 1 & ~bytes[at];
    }
    if ((zeroes & HIGHEST) != 0) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "It has a byte that is zero.");
    }
    return (signs & HIGHEST) == 0;
  }

  /** Jackson lets some byte sequences pass that are no UTF-8. */
  private static CharBuffer decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new ProblemException(ProblemType.INVALID_UTF8, "It has bytes that are no UTF-8.");
    }
  }

  ObjectMapper mapper() {
    return json;
  }
}
