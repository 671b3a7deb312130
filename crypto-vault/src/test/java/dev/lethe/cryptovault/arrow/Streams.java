package dev.lethe.cryptovault.arrow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole streams, as tests look at them. */
final class Streams {
  static final ArrowReader.Limits LIMITS = new ArrowReader.Limits(1_000, 64 * 1024);

  private Streams() {}

  /** A stream that pyarrow wrote ({@code deploy/python/arrow_peer.py}). */
  static byte[] resource(String name) throws IOException {
    try (var in = Streams.class.getResourceAsStream("/arrow/" + name + ".arrows")) {
      if (in == null) {
        throw new IOException("no stream " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Every column with all its values, texts as strings and numbers as longs. */
  static Map<String, List<@Nullable Object>> read(byte[] stream) throws IOException {
    try (var reader = new ArrowReader(new ByteArrayInputStream(stream), LIMITS)) {
      var columns = new LinkedHashMap<String, List<@Nullable Object>>();
      for (var batch = reader.next(); batch != null; batch = reader.next()) {
        for (int i = 0; i < reader.schema().names().size(); i++) {
          var column =
              columns.computeIfAbsent(reader.schema().names().get(i), name -> new ArrayList<>());
          for (int row = 0; row < batch.rows(); row++) {
            column.add(reader.schema().isText(i) ? text(batch, i, row) : number(batch, i, row));
          }
        }
      }
      return columns;
    }
  }

  private static @Nullable String text(ArrowBatch batch, int column, int row) {
    var texts = batch.texts(column);
    return texts.isMissing(row)
        ? null
        : new String(
            texts.bytes(),
            texts.from(row),
            texts.to(row) - texts.from(row),
            StandardCharsets.UTF_8);
  }

  private static @Nullable Long number(ArrowBatch batch, int column, int row) {
    var numbers = batch.numbers(column);
    return numbers.isMissing(row) ? null : numbers.get(row);
  }
}
