package dev.lethe.service.token;

import dev.lethe.cryptovault.arrow.ArrowBatch;
import dev.lethe.cryptovault.arrow.ArrowReader;
import dev.lethe.cryptovault.arrow.ArrowSchema;
import dev.lethe.cryptovault.arrow.InvalidArrowException;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table that arrives as an Arrow stream. What holds for all its rows stands in the schema's
 * metadata, under names that begin with {@code lethe.}; what other tools write there is left alone.
 */
final class ArrowTable implements AutoCloseable {
  static final String MEDIA_TYPE = "application/vnd.apache.arrow.stream";
  private static final String OURS = "lethe.";

  private final ArrowReader reader;
  private final Map<String, Integer> columns = new HashMap<>();
  private @Nullable ArrowBatch batch;

  private ArrowTable(ArrowReader reader) {
    this.reader = reader;
  }

  /**
   * Which columns and settings a table may have.
   *
   * @param texts columns of texts
   * @param numbers columns of whole numbers
   * @param settings keys of the metadata, without their beginning
   */
  record Shape(Set<String> texts, Set<String> numbers, Set<String> settings) {}

  /** Reads as far as the schema, which must have no others than these columns and settings. */
  static ArrowTable open(InputStream in, Shape shape) throws IOException {
    try {
      var limits = new ArrowReader.Limits(Limits.VALUES, Limits.BODY_BYTES);
      var table = new ArrowTable(new ArrowReader(in, limits));
      table.check(shape);
      return table;
    } catch (InvalidArrowException e) {
      throw problem(e);
    }
  }

  private void check(Shape shape) {
    var schema = reader.schema();
    for (int i = 0; i < schema.names().size(); i++) {
      var name = schema.names().get(i);
      if (!shape.texts().contains(name) && !shape.numbers().contains(name)) {
        throw ProblemException.unknownField(name, null);
      }
      if (columns.put(name, i) != null || schema.isText(i) != shape.texts().contains(name)) {
        throw ProblemException.invalidField(name, "A column stands twice or has another type.");
      }
    }
    checkSettings(schema, shape.settings());
  }

  private void checkSettings(ArrowSchema schema, Set<String> settings) {
    for (var key : schema.metadata().keySet()) {
      if (key.startsWith(OURS)) {
        var name = key.substring(OURS.length());
        if (!settings.contains(name)) {
          throw ProblemException.unknownField(name, null);
        }
        if (columns.containsKey(name)) {
          throw ProblemException.invalidField(name, "Send it as a column or for all, not both.");
        }
      }
    }
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  void require(String... names) {
    for (var name : names) {
      if (!columns.containsKey(name)) {
        throw ProblemException.missingField(name);
      }
    }
  }

  /** What the metadata says for all rows. */
  @Nullable String setting(String name) {
    return reader.schema().metadata().get(OURS + name);
  }

  /** Reads the next rows; false at the end of the stream. */
  boolean next() throws IOException {
    try {
      batch = reader.next();
      return batch != null;
    } catch (InvalidArrowException e) {
      throw problem(e);
    }
  }

  private static ProblemException problem(InvalidArrowException e) {
    var type = e.isTooLarge() ? ProblemType.BODY_TOO_LARGE : ProblemType.MALFORMED_ARROW;
    return new ProblemException(type, String.valueOf(e.getMessage()));
  }

  int rows() {
    return read().rows();
  }

  /** Bytes of the rows that it stands on. */
  long bytes() {
    return reader.bodyBytes();
  }

  /** A text of a column that may not be there. */
  @Nullable String text(String column, int row) {
    var number = columns.get(column);
    if (number == null || read().texts(number).isMissing(row)) {
      return null;
    }
    var texts = read().texts(number);
    int from = texts.from(row);
    return new String(texts.bytes(), from, texts.to(row) - from, StandardCharsets.UTF_8);
  }

  /** A number of a column that may not be there; zero stands for any that is no int. */
  @Nullable Integer number(String column, int row) {
    var number = columns.get(column);
    if (number == null || read().numbers(number).isMissing(row)) {
      return null;
    }
    long value = read().numbers(number).get(row);
    return value == (int) value ? (int) value : 0;
  }

  /** Adds a text to a column without making a string of it; returns whether it is UTF-8. */
  boolean addTo(Texts values, String column, int row) {
    var texts = read().texts(columns.getOrDefault(column, 0));
    if (texts.isMissing(row)) {
      values.addMissing();
      return true;
    }
    boolean whole = Utf8.isValid(texts.bytes(), texts.from(row), texts.to(row));
    if (whole) {
      values.addUtf8(texts.bytes(), texts.from(row), texts.to(row));
    } else {
      values.addMissing();
    }
    return whole;
  }

  private ArrowBatch read() {
    if (batch == null) {
      throw new IllegalStateException("no rows have been read");
    }
    return batch;
  }

  @Override
  public void close() {
    reader.close();
  }
}
