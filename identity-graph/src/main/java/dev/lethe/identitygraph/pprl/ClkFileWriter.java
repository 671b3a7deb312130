package dev.lethe.identitygraph.pprl;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a {@link ClkFile} record by record. Without {@link #finish()} the file is not complete.
 */
public final class ClkFileWriter implements Closeable {

  private final BufferedWriter out;
  private long records;

  /** Writes the header. */
  public ClkFileWriter(Writer out, LinkageSchema schema, String keyCheck) throws IOException {
    this.out = new BufferedWriter(out);
    var header = new LinkedHashMap<String, Object>();
    header.put("format", ClkFile.FORMAT);
    header.put("version", ClkFile.VERSION);
    header.put("key_check", keyCheck);
    header.put("schema", schema);
    line(header);
  }

  /** Writes one record. */
  public void add(EncodedRecord encoded) throws IOException {
    var record = new LinkedHashMap<String, Object>();
    record.put("id", encoded.id());
    record.put("clk", encoded.clk().toBase64());
    line(record);
    records++;
  }

  /** Writes the last line. */
  public void finish() throws IOException {
    line(Map.of("records", records));
    out.flush();
  }

  private void line(Map<String, Object> object) throws IOException {
    out.write(LinkageSchema.MAPPER.writeValueAsString(object));
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
