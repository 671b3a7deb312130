package dev.lethe.bench.tokens.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.cryptovault.arrow.ArrowReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tokens or values out of an answer of any form. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ArrowReader.Limits LIMITS = new ArrowReader.Limits(10_000, 16 << 20);

  private Answers() {}

  static List<String> texts(String mediaType, byte[] answer, String column) throws IOException {
    if (mediaType.equals(Calls.ARROW)) {
      return arrow(answer, column);
    }
    JsonNode root = JSON.readTree(answer);
    List<String> texts = new ArrayList<>();
    if (root.has("items")) {
      root.path("items").forEach(item -> texts.add(item.path(column).asText()));
    } else {
      root.path(column).forEach(item -> texts.add(item.asText()));
    }
    return texts;
  }

  private static List<String> arrow(byte[] answer, String name) throws IOException {
    List<String> texts = new ArrayList<>();
    try (var reader = new ArrowReader(new ByteArrayInputStream(answer), LIMITS)) {
      int number = reader.schema().names().indexOf(name);
      for (var batch = reader.next(); batch != null; batch = reader.next()) {
        var column = batch.texts(number);
        for (int row = 0; row < batch.rows(); row++) {
          int from = Math.max(0, column.from(row));
          texts.add(
              new String(column.bytes(), from, column.to(row) - from, StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }
}
