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
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads bodies without guessing: a number is no text, a name stands once, and nothing follows the
 * end.
 */
@ApplicationScoped
class StrictJson {
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
    var text = decode(document);
    try (var parser =
        json.getFactory().createParser(text.array(), text.arrayOffset(), text.remaining())) {
      return reading.from(new JsonCall(parser));
    }
  }

  /**
   * Refuses what is no UTF-8. Zeroes are refused too: JSON has none, and by them a parser would
   * take it for UTF-16.
   */
  static void requireUtf8(byte[] bytes) {
    boolean ascii = true;
    for (byte b : bytes) {
      if (b == 0) {
        throw new ProblemException(ProblemType.MALFORMED_JSON, "It has a byte that is zero.");
      }
      ascii &= b > 0;
    }
    if (!ascii) {
      decode(bytes);
    }
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
