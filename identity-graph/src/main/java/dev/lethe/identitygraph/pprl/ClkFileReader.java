package dev.lethe.identitygraph.pprl;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link ClkFile}. Trusts nothing: the file is a partner's. */
public final class ClkFileReader {

  /**
   * What may stand for a record in a partner's file: no blanks, no signs that a spreadsheet would
   * take for a formula, no place for a mail address.
   */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");

  private static final int LONGEST_LINE = 64 * 1024;

  private final BufferedReader in;
  private final List<EncodedRecord> records = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private long number;

  private ClkFileReader(Reader in) {
    this.in = new BufferedReader(in);
  }

  /**
   * Reads a whole file.
   *
   * @throws ClkFileException when it is not one, or incomplete
   */
  public static ClkFile read(Reader in) throws IOException, ClkFileException {
    return new ClkFileReader(in).read();
  }

  private ClkFile read() throws IOException, ClkFileException {
    var header = next();
    if (header == null || !ClkFile.FORMAT.equals(header.path("format").asText())) {
      throw new ClkFileException("not a file of encodings: its first line is no header of one");
    }
    if (header.path("version").asInt() != ClkFile.VERSION) {
      throw new ClkFileException("line 1: only format version 1 is known");
    }
    var schema = schema(header.path("schema"));
    var last = records();
    if (last == null || last.path("records").asLong(-1) != records.size()) {
      throw new ClkFileException("the file is cut: its last line does not count its records");
    }
    if (next() != null) {
      throw wrong("something follows the last line");
    }
    return new ClkFile(schema, header.path("key_check").asText(), records);
  }

  private @Nullable JsonNode records() throws IOException, ClkFileException {
    var line = next();
    while (line != null && line.has("clk")) {
      var id = line.path("id").asText();
      if (!ID.matcher(id).matches()) {
        throw wrong("the id has another form than letters, digits and . _ : -");
      }
      if (!ids.add(id)) {
        throw wrong("the id stands in the file twice");
      }
      records.add(new EncodedRecord(id, clk(line.path("clk").asText())));
      line = next();
    }
    return line;
  }

  private Clk clk(String base64) throws ClkFileException {
    try {
      return Clk.fromBase64(base64);
    } catch (IllegalArgumentException e) {
      throw wrong("the encoding is not " + Clk.LENGTH + " bits in Base64");
    }
  }

  private LinkageSchema schema(JsonNode json) throws ClkFileException {
    try {
      return LinkageSchema.MAPPER.treeToValue(json, LinkageSchema.class);
    } catch (JacksonException e) {
      throw wrong("the schema in the header is not one");
    }
  }

  private @Nullable JsonNode next() throws IOException, ClkFileException {
    number++;
    var line = new StringBuilder();
    var c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() == LONGEST_LINE) {
        throw wrong("longer than a record can be");
      }
      line.append((char) c);
    }
    try {
      return LinkageSchema.MAPPER.readTree(line.toString());
    } catch (JacksonException e) {
      throw wrong("not JSON");
    }
  }

  private ClkFileException wrong(String why) {
    return new ClkFileException("line " + number + ": " + why);
  }
}
