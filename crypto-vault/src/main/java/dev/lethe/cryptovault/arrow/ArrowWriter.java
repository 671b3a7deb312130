package dev.lethe.cryptovault.arrow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes an Arrow IPC stream of columns of texts, each of which may be missing. For one thread. */
public final class ArrowWriter implements AutoCloseable {
  private static final int VERSION_5 = 4;
  private static final int SCHEMA = 1;
  private static final int RECORDS = 3;
  private static final int UTF8 = 5;
  private static final int CONTINUES = -1;

  private final OutputStream out;
  private final int columns;
  private ByteBuffer body = ByteBuffer.allocate(0);

  /** Writes the schema. */
  public ArrowWriter(OutputStream out, List<String> columns, Map<String, String> metadata)
      throws IOException {
    this.out = out;
    this.columns = columns.size();
    var flat = new FlatWriter();
    var fields = columns.stream().mapToInt(name -> field(flat, name)).toArray();
    int allFields = flat.parts(fields);
    var pairs =
        metadata.entrySet().stream()
            .mapToInt(pair -> pair(flat, pair.getKey(), pair.getValue()))
            .toArray();
    int allPairs = flat.parts(pairs);
    flat.beginTable();
    flat.partField(1, allFields);
    flat.partField(2, allPairs);
    message(flat, SCHEMA, flat.endTable(), 0);
  }

  private static int field(FlatWriter flat, String name) {
    int text = flat.text(name);
    flat.beginTable();
    int utf8 = flat.endTable();
    int children = flat.parts();
    flat.beginTable();
    flat.partField(0, text);
    flat.field(1, true);
    flat.byteField(2, UTF8);
    flat.partField(3, utf8);
    flat.partField(5, children);
    return flat.endTable();
  }

  private static int pair(FlatWriter flat, String key, String value) {
    int keyText = flat.text(key);
    int valueText = flat.text(value);
    flat.beginTable();
    flat.partField(0, keyText);
    flat.partField(1, valueText);
    return flat.endTable();
  }

  /** Writes a batch: the columns in the order of the schema, equally long. */
  public void write(TextBuilder... batch) throws IOException {
    int rows = batch[0].size();
    if (batch.length != columns || Arrays.stream(batch).anyMatch(one -> one.size() != rows)) {
      throw new IllegalArgumentException("the columns do not fit the schema or each other");
    }
    var nodes = new long[2 * columns];
    var buffers = new long[6 * columns];
    prepare(batch);
    for (int i = 0; i < columns; i++) {
      nodes[2 * i] = rows;
      nodes[2 * i + 1] = batch[i].missing();
      put(batch[i], buffers, 6 * i);
    }
    var flat = new FlatWriter();
    int allBuffers = flat.pairs(buffers);
    int allNodes = flat.pairs(nodes);
    flat.beginTable();
    flat.longField(0, rows);
    flat.partField(1, allNodes);
    flat.partField(2, allBuffers);
    message(flat, RECORDS, flat.endTable(), body.position());
    out.write(body.array(), 0, body.position());
  }

  private void prepare(TextBuilder... batch) {
    int room = 0;
    for (var one : batch) {
      room += padded(one.size() / 8 + 1) + padded(Integer.BYTES * (one.size() + 1));
      room = Math.addExact(room, padded(one.length()));
    }
    if (body.capacity() < room) {
      Arrays.fill(body.array(), (byte) 0);
      body = ByteBuffer.allocate(room).order(ByteOrder.LITTLE_ENDIAN);
    }
    body.clear();
  }

  private void put(TextBuilder texts, long[] buffers, int first) {
    var present = texts.missing() == 0 ? new byte[0] : texts.present();
    describe(buffers, first, present.length);
    pad(body.put(present));
    describe(buffers, first + 2, Integer.BYTES * (texts.size() + 1));
    for (int row = 0; row <= texts.size(); row++) {
      body.putInt(texts.endOf(row));
    }
    pad(body);
    describe(buffers, first + 4, texts.length());
    pad(body.put(texts.bytes(), 0, texts.length()));
  }

  private void describe(long[] buffers, int first, int length) {
    buffers[first] = body.position();
    buffers[first + 1] = length;
  }

  private static void pad(ByteBuffer body) {
    while (body.position() != padded(body.position())) {
      body.put((byte) 0);
    }
  }

  private static int padded(int length) {
    return length + Long.BYTES - 1 & -Long.BYTES;
  }

  private void message(FlatWriter flat, int kind, int header, long bodyBytes) throws IOException {
    flat.beginTable();
    flat.shortField(0, VERSION_5);
    flat.byteField(1, kind);
    flat.partField(2, header);
    flat.longField(3, bodyBytes);
    var metadata = flat.end(flat.endTable());
    prefix(metadata.length);
    out.write(metadata);
  }

  private void prefix(int length) throws IOException {
    out.write(
        ByteBuffer.allocate(2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(CONTINUES)
            .putInt(length)
            .array());
  }

  /** Ends the stream. Readers can tell one that was not ended. */
  public void end() throws IOException {
    prefix(0);
  }

  /** Overwrites what it holds; neither ends the stream nor closes what it was written to. */
  @Override
  public void close() {
    Arrays.fill(body.array(), (byte) 0);
  }
}
