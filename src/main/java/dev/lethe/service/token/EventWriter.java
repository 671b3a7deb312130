package dev.lethe.service.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.vault.CipherBatch;
import dev.lethe.service.web.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Writes pseudonymised events and problems. */
final class EventWriter {
  private static final byte[] NULL = "null".getBytes(US_ASCII);
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final ObjectMapper json;
  private final byte[] profileName;
  private final byte[] customerName;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);

  EventWriter(EventShape shape, ObjectMapper json) throws IOException {
    this.json = json;
    this.profileName = name(shape.policy().profileOutput());
    this.customerName = name(shape.policy().customerOutput());
  }

  private byte[] name(String name) throws IOException {
    return (json.writeValueAsString(name) + ":").getBytes(UTF_8);
  }

  /** What was written since the last call. */
  byte[] take() {
    var bytes = out.toByteArray();
    out.reset();
    return bytes;
  }

  void problem(long line, Problem problem) throws IOException {
    var node = json.createObjectNode().put("line", line);
    node.set("problem", json.valueToTree(problem));
    out.writeBytes(json.writeValueAsBytes(node));
    out.write('\n');
  }

  /** The event under its person's pseudonyms. */
  void pseudonymised(Event event, ProfileRef profile, CipherBatch tokens, int firstToken) {
    body(event, tokens, firstToken);
    end(event, quoted(profile.id().toString()), quoted(profile.customer().toString()));
  }

  /** The event without its person. */
  void stripped(Event event) {
    body(event, null, 0);
    end(event, NULL, NULL);
  }

  void lineEnd() {
    out.write('\n');
  }

  private void body(Event event, @Nullable CipherBatch tokens, int firstToken) {
    var edits = event.edits();
    int at = event.from();
    for (int i = 0; i < edits.size(); i++) {
      out.write(event.line(), at, edits.from(i) - at);
      if (edits.with(i) >= 0 && tokens != null) {
        token(tokens, firstToken + edits.with(i) - event.firstValue());
      } else if (edits.with(i) != Edits.NOTHING) {
        out.writeBytes(NULL);
      }
      at = edits.to(i);
    }
    out.write(event.line(), at, event.to() - at);
  }

  private void token(CipherBatch tokens, int item) {
    int from = tokens.from(item);
    out.write('"');
    var text = TEXT.encode(ByteBuffer.wrap(tokens.results(), from, tokens.to(item) - from));
    out.write(text.array(), text.arrayOffset() + text.position(), text.remaining());
    out.write('"');
  }

  private void end(Event event, byte[] profile, byte[] customer) {
    if (!event.empty()) {
      out.write(',');
    }
    out.writeBytes(profileName);
    out.writeBytes(profile);
    out.write(',');
    out.writeBytes(customerName);
    out.writeBytes(customer);
    out.write('}');
  }

  private static byte[] quoted(String id) {
    return ('"' + id + '"').getBytes(US_ASCII);
  }
}
