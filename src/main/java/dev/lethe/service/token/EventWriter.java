package dev.lethe.service.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
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
  private final byte @Nullable [] keyName;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);

  EventWriter(EventShape shape, ObjectMapper json) throws IOException {
    this.json = json;
    this.profileName = name(shape.policy().profileOutput());
    this.customerName = name(shape.policy().customerOutput());
    var key = shape.policy().keyOutput();
    this.keyName = key == null ? null : name(key);
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
  void pseudonymised(
      Event event, ProfileRef profile, Pseudonymizer.Results results, int firstToken) {
    body(event, results, firstToken);
    var key = results.formed().key(firstToken, event.values());
    end(
        event,
        quoted(profile.id().toString()),
        quoted(profile.customer().toString()),
        key == null ? NULL : quoted(key.toString()));
  }

  /** The event without its person. */
  void stripped(Event event) {
    body(event, null, 0);
    end(event, NULL, NULL, NULL);
  }

  void lineEnd() {
    out.write('\n');
  }

  private void body(Event event, Pseudonymizer.@Nullable Results results, int firstToken) {
    var edits = event.edits();
    int at = event.from();
    for (int i = 0; i < edits.size(); i++) {
      out.write(event.line(), at, edits.from(i) - at);
      if (edits.with(i) >= 0 && results != null) {
        token(results, firstToken + edits.with(i) - event.firstValue());
      } else if (edits.with(i) != Edits.NOTHING) {
        out.writeBytes(NULL);
      }
      at = edits.to(i);
    }
    out.write(event.line(), at, event.to() - at);
  }

  private void token(Pseudonymizer.Results results, int item) {
    var formed = results.formed().token(item);
    if (formed == null) {
      token(results.tokens(), item);
    } else {
      out.write('"');
      out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(formed));
      out.write('"');
    }
  }

  private void token(CipherBatch tokens, int item) {
    int from = tokens.from(item);
    out.write('"');
    var text = TEXT.encode(ByteBuffer.wrap(tokens.results(), from, tokens.to(item) - from));
    out.write(text.array(), text.arrayOffset() + text.position(), text.remaining());
    out.write('"');
  }

  private void end(Event event, byte[] profile, byte[] customer, byte[] key) {
    if (!event.empty()) {
      out.write(',');
    }
    out.writeBytes(profileName);
    out.writeBytes(profile);
    out.write(',');
    out.writeBytes(customerName);
    out.writeBytes(customer);
    if (keyName != null) {
      out.write(',');
      out.writeBytes(keyName);
      out.writeBytes(key);
    }
    out.write('}');
  }

  private static byte[] quoted(String id) {
    return ('"' + id + '"').getBytes(US_ASCII);
  }
}
