package dev.lethe.service.token;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.cryptovault.token.Mask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers straight from the bytes of a worked batch, in the form of the request: {@link
 * TokenAnswer}, {@link RevealAnswer}.
 */
final class AnswerWriter {
  private static final int BYTES_AN_ITEM = 128;
  private final ObjectMapper json;

  AnswerWriter(ObjectMapper json) {
    this.json = json;
  }

  /** How one result is written. */
  interface Form {
    /** The name of the field, or of the column. */
    String field();

    void write(JsonGenerator out, byte[] bytes, int from, int to) throws IOException;

    /** The same for a result that is no bytes of the batch. */
    void write(JsonGenerator out, Outcomes.Formed result) throws IOException;

    /** Whether the key of such a result is told beside it. */
    boolean tellsKey();
  }

  /** A token: base64url without padding (RFC 4648 section 5). */
  record Token() implements Form {
    @Override
    public String field() {
      return "token";
    }

    @Override
    public void write(JsonGenerator out, byte[] bytes, int from, int to) throws IOException {
      out.writeBinary(Base64Variants.MODIFIED_FOR_URL, bytes, from, to - from);
    }

    @Override
    public void write(JsonGenerator out, Outcomes.Formed result) throws IOException {
      out.writeString(result.text());
    }

    @Override
    public boolean tellsKey() {
      return true;
    }
  }

  /**
   * A value, which went in as text.
   *
   * @param mask through which it is seen; null for the whole of it
   */
  record Value(@Nullable Mask mask) implements Form {
    @Override
    public String field() {
      return "value";
    }

    @Override
    public void write(JsonGenerator out, byte[] bytes, int from, int to) throws IOException {
      if (mask == null) {
        out.writeUTF8String(bytes, from, to - from);
      } else {
        out.writeString(mask.apply(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
      }
    }

    @Override
    public void write(JsonGenerator out, Outcomes.Formed result) throws IOException {
      out.writeString(mask == null ? result.text() : mask.apply(result.text()));
    }

    @Override
    public boolean tellsKey() {
      return false;
    }
  }

  byte[] items(Form form, Outcomes outcomes, IntFunction<@Nullable String> ref) {
    return write(
        outcomes,
        out -> {
          out.writeArrayFieldStart("items");
          for (int i = 0; i < outcomes.size(); i++) {
            out.writeStartObject();
            item(out, form, outcomes, i, ref);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private static void item(
      JsonGenerator out, Form form, Outcomes outcomes, int index, IntFunction<@Nullable String> ref)
      throws IOException {
    var name = ref.apply(index);
    if (name != null) {
      out.writeStringField("ref", name);
    }
    result(out, form, outcomes, index);
  }

  /**
   * Writes a line for each item.
   *
   * @param before lines of the stream before the first
   */
  byte[] lines(Form form, Outcomes outcomes, IntFunction<@Nullable String> ref, long before) {
    return generate(
        outcomes,
        out -> {
          out.setRootValueSeparator(null);
          for (int i = 0; i < outcomes.size(); i++) {
            out.writeStartObject();
            if (outcomes.problem(i) != null) {
              out.writeNumberField("line", before + i + 1);
            }
            item(out, form, outcomes, i, ref);
            out.writeEndObject();
            out.writeRaw('\n');
          }
        });
  }

  private static void result(JsonGenerator out, Form form, Outcomes outcomes, int index)
      throws IOException {
    var problem = outcomes.problem(index);
    if (problem != null) {
      out.writePOJOField("problem", problem);
    } else {
      out.writeFieldName(form.field());
      value(out, form, outcomes, index);
      var formed = outcomes.formed(index);
      if (formed != null && form.tellsKey()) {
        out.writeStringField("key", formed.key().toString());
      }
    }
  }

  private static void value(JsonGenerator out, Form form, Outcomes outcomes, int index)
      throws IOException {
    var formed = outcomes.formed(index);
    if (formed == null) {
      form.write(out, outcomes.bytes(), outcomes.from(index), outcomes.to(index));
    } else {
      form.write(out, formed);
    }
  }

  byte[] columns(Form form, Outcomes outcomes) {
    return write(
        outcomes,
        out -> {
          out.writeArrayFieldStart(form.field());
          for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.problem(i) != null) {
              out.writeNull();
            } else {
              value(out, form, outcomes, i);
            }
          }
          out.writeEndArray();
          if (outcomes.hasFormed() && form.tellsKey()) {
            keys(out, outcomes);
          }
          problems(out, outcomes);
        });
  }

  private static void keys(JsonGenerator out, Outcomes outcomes) throws IOException {
    out.writeArrayFieldStart("key");
    for (int i = 0; i < outcomes.size(); i++) {
      var formed = outcomes.formed(i);
      if (formed == null || outcomes.problem(i) != null) {
        out.writeNull();
      } else {
        out.writeString(formed.key().toString());
      }
    }
    out.writeEndArray();
  }

  private static void problems(JsonGenerator out, Outcomes outcomes) throws IOException {
    out.writeObjectFieldStart("problems");
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.problem(i) != null) {
        out.writePOJOField(String.valueOf(i), outcomes.problem(i));
      }
    }
    out.writeEndObject();
  }

  /** What stands in the answer's object. */
  private interface Content {
    void write(JsonGenerator out) throws IOException;
  }

  private byte[] write(Outcomes outcomes, Content content) {
    return generate(
        outcomes,
        out -> {
          out.writeStartObject();
          content.write(out);
          out.writeEndObject();
        });
  }

  private byte[] generate(Outcomes outcomes, Content content) {
    var bytes = new ByteArrayOutputStream(BYTES_AN_ITEM * outcomes.size() + BYTES_AN_ITEM);
    try (var out = json.createGenerator(bytes)) {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
