package dev.lethe.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.cli.api.ApiException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Tokens in JSON objects, one a line; a column is a name, or names joined by dots. */
final class LineTokens implements TokenFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Path path;

  LineTokens(Path path) {
    this.path = path;
  }

  /** A line's object. */
  private record Entry(long number, ObjectNode object, Writer out) implements TokenEntry {
    @Override
    public @Nullable String token(String column) {
      JsonNode value = object.at("/" + column.replace('.', '/'));
      return value.isTextual() ? value.asText() : null;
    }

    @Override
    public void replace(String column, String token) {
      int dot = column.lastIndexOf('.');
      JsonNode holder =
          dot < 0 ? object : object.at("/" + column.substring(0, dot).replace('.', '/'));
      ((ObjectNode) holder).put(column.substring(dot + 1), token);
    }

    @Override
    public void write() throws IOException {
      out.write(JSON.writeValueAsString(object));
      out.write('\n');
    }

    @Override
    public String toString() {
      return "line " + number;
    }
  }

  @Override
  public void rewrite(Writer out, Collection<String> columns, Taking taking)
      throws ImportException, ApiException, IOException {
    try (var lines = Files.newBufferedReader(path)) {
      long number = 0;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          taking.take(new Entry(number, object(line, number), out));
        }
      }
      taking.end();
    } catch (CharacterCodingException e) {
      throw new ImportException("the file " + path + " is not UTF-8 text");
    }
  }

  private static ObjectNode object(String line, long number) throws ImportException {
    try {
      if (JSON.readTree(line) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Its message may quote the line.
    }
    throw new ImportException("line " + number + " is no JSON object");
  }
}
