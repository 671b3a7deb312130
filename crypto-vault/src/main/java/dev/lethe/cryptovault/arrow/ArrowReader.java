package dev.lethe.cryptovault.arrow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an Arrow IPC stream of a stranger batch by batch; memory is bounded by the limits whatever
 * the stream claims. Reads texts and bytes (also in dictionaries, which may be replaced between
 * batches) and whole numbers; refuses compression, nested columns, views and deltas of
 * dictionaries. Closing it overwrites what it holds. For one thread.
 *
 * <p>Format: arrow.apache.org/docs/format/Columnar.html, "Serialization and Interprocess
 * Communication".
 */
public final class ArrowReader implements AutoCloseable {
  private static final int SCHEMA = 1;
  private static final int DICTIONARY = 2;
  private static final int RECORDS = 3;
  private static final int CONTINUES = -1;
  private static final int MOST_METADATA_BYTES = 64 * 1024;

  private final InputStream in;
  private final Limits limits;
  private final ArrowSchema schema;
  private final Map<Long, TextColumn> dictionaries = new HashMap<>();
  private byte[] body = new byte[0];
  private int bodyBytes;

  /**
   * What is read at most.
   *
   * @param rows of a record batch, and entries of a dictionary
   * @param bodyBytes of a record batch or of a dictionary
   */
  public record Limits(int rows, int bodyBytes) {}

  /** Reads as far as the schema. */
  public ArrowReader(InputStream in, Limits limits) throws IOException {
    this.in = in;
    this.limits = limits;
    var message = message();
    if (message == null || message.kind() != SCHEMA || message.bodyBytes() != 0) {
      throw InvalidArrowException.malformed("A stream begins with its schema.");
    }
    this.schema = ArrowSchema.read(message.header());
  }

  public ArrowSchema schema() {
    return schema;
  }

  private record Message(int kind, FlatTable header, int bodyBytes) {}

  /** The next batch; null at the end of the stream. */
  public @Nullable ArrowBatch next() throws IOException {
    // A dictionary for each column, or else a stream of nothing but dictionaries would never end.
    for (int i = 0; i <= schema.fields().size(); i++) {
      var message = message();
      if (message == null) {
        return null;
      }
      readBody(message.bodyBytes());
      if (message.kind() == RECORDS) {
        return batch(new Body(message.header(), body, message.bodyBytes(), limits.rows()));
      }
      if (message.kind() != DICTIONARY) {
        break;
      }
      keepDictionary(message.header(), message.bodyBytes());
    }
    throw InvalidArrowException.malformed("Something stands where a record batch should.");
  }

  private ArrowBatch batch(Body batch) throws IOException {
    var columns = new ArrayList<>();
    for (var field : schema.fields()) {
      columns.add(column(field, batch));
    }
    batch.end();
    return new ArrowBatch(batch.rows(), columns);
  }

  private Object column(ArrowField field, Body batch) throws IOException {
    if (field.kind() == ArrowField.Kind.WHOLE_NUMBER) {
      return Columns.numbers(field.form(), batch);
    }
    if (field.dictionary() == null) {
      return Columns.texts(field.kind(), batch);
    }
    var dictionary = dictionaries.get(field.dictionary());
    if (dictionary == null) {
      throw InvalidArrowException.malformed("A dictionary is missing.");
    }
    return Columns.lookUp(field.form(), dictionary, batch);
  }

  private void keepDictionary(FlatTable header, int bodyBytes) throws IOException {
    long id = header.longOf(0);
    if (header.byteOf(2, 0) != 0) {
      throw InvalidArrowException.malformed("Send whole dictionaries, not what was added to one.");
    }
    var field =
        schema.fields().stream()
            .filter(each -> each.dictionary() != null && each.dictionary() == id)
            .findFirst()
            .orElseThrow(() -> InvalidArrowException.malformed("No column has this dictionary."));
    var own = Arrays.copyOf(body, bodyBytes);
    var values = new Body(header.require(1), own, bodyBytes, limits.rows());
    var texts = Columns.texts(field.kind(), values);
    values.end();
    var old = dictionaries.put(id, texts);
    if (old != null) {
      Arrays.fill(old.bytes(), (byte) 0);
    }
  }

  private @Nullable Message message() throws IOException {
    var prefix = new byte[2 * Integer.BYTES];
    int read = in.readNBytes(prefix, 0, prefix.length);
    if (read == 0) {
      return null;
    }
    var words = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN);
    int length = words.getInt(Integer.BYTES);
    if (read < prefix.length || words.getInt(0) != CONTINUES || length < 0) {
      throw InvalidArrowException.malformed("No message of an Arrow stream begins so.");
    }
    if (length == 0) {
      if (in.read() >= 0) {
        throw InvalidArrowException.malformed("Something follows the end of the stream.");
      }
      return null;
    }
    if (length > MOST_METADATA_BYTES) {
      throw InvalidArrowException.tooLarge(
          "A message may have at most " + MOST_METADATA_BYTES + " bytes of metadata.");
    }
    var metadata = in.readNBytes(length);
    if (metadata.length < length) {
      throw cutOff();
    }
    return message(FlatTable.root(metadata, length));
  }

  private Message message(FlatTable message) throws InvalidArrowException {
    long bodyBytes = message.longOf(3);
    if (bodyBytes < 0) {
      throw InvalidArrowException.malformed("A body has less than no bytes.");
    }
    if (bodyBytes > limits.bodyBytes()) {
      throw InvalidArrowException.tooLarge(
          "A record batch may have at most " + limits.bodyBytes() + " bytes.");
    }
    return new Message(message.byteOf(1, 0), message.require(2), (int) bodyBytes);
  }

  private void readBody(int length) throws IOException {
    if (length > body.length) {
      Arrays.fill(body, (byte) 0);
      body = new byte[length];
    }
    bodyBytes = length;
    if (in.readNBytes(body, 0, length) < length) {
      throw cutOff();
    }
  }

  private static InvalidArrowException cutOff() {
    return InvalidArrowException.malformed("The stream ends within a message.");
  }

  /** Bytes of the last batch as it was sent, without its dictionaries. */
  public int bodyBytes() {
    return bodyBytes;
  }

  /** Overwrites the last batch and the dictionaries; does not close the stream it reads from. */
  @Override
  public void close() {
    Arrays.fill(body, (byte) 0);
    dictionaries.values().forEach(dictionary -> Arrays.fill(dictionary.bytes(), (byte) 0));
  }
}
