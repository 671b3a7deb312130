package dev.lethe.service.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.service.identity.ProfileIngest.Arrived;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads NDJSON a chunk at a time. A line that cannot be used is a problem of its own. */
final class LineReader {
  private static final int LONGEST_LINE = 1 << 20;

  private final InputStream in;
  private final ObjectMapper json;
  private boolean ended;

  LineReader(InputStream in, ObjectMapper json) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.json = json;
  }

  /** The next lines, up to a number; empty only at the end. Blank lines are skipped. */
  List<Arrived> next(int most) throws IOException {
    var items = new ArrayList<Arrived>();
    while (!ended && items.size() < most) {
      var line = new ByteArrayOutputStream();
      var fits = readLine(line);
      if (!fits) {
        items.add(broken(ProblemType.VALUE_TOO_LARGE, "A line may have at most 1 MiB."));
      } else if (line.size() > 0 && !line.toString(StandardCharsets.ISO_8859_1).isBlank()) {
        items.add(read(line.toByteArray()));
      }
    }
    return items;
  }

  private boolean readLine(ByteArrayOutputStream line) throws IOException {
    var length = 0;
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        ended = true;
        break;
      }
      if (++length <= LONGEST_LINE) {
        line.write(next);
      }
    }
    return length <= LONGEST_LINE;
  }

  private Arrived read(byte[] line) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      return new Arrived.Document(json.readTree(text));
    } catch (CharacterCodingException e) {
      return broken(ProblemType.INVALID_UTF8, "The line is not UTF-8.");
    } catch (JsonProcessingException e) {
      return broken(ProblemType.MALFORMED_JSON, "The line is not JSON.");
    }
  }

  private static Arrived broken(ProblemType type, String detail) {
    return new Arrived.Broken(new ProblemException(type, detail));
  }
}
