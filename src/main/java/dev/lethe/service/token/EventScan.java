package dev.lethe.service.token;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.piicatalog.FieldRule;
import dev.lethe.service.identity.SubjectIdentifier;
import dev.lethe.service.token.EventShape.Place;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks through one event beside the tree of its policy. Nothing is built from the event: it notes
 * which bytes go and which become tokens, so that all others stay as they were sent. It goes as
 * deep as the policy's paths; what lies deeper is skipped, and the parser bounds that.
 */
final class EventScan {
  private final EventShape shape;
  private final byte[] line;
  private final JsonParser parser;
  private final EventValues values;
  private final int firstValue;
  private final Edits edits = new Edits();
  private final Map<String, String> asked = new HashMap<>();
  private final List<SubjectIdentifier> identifiers = new ArrayList<>();

  EventScan(EventShape shape, byte[] line, JsonParser parser, EventValues values) {
    this.shape = shape;
    this.line = line;
    this.parser = parser;
    this.values = values;
    this.firstValue = values.size();
  }

  Event event() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw noEvent();
    }
    int from = start();
    boolean stays = object(shape.root());
    int to = end() - 1;
    if (parser.nextToken() != null) {
      throw noEvent();
    }
    var subject = shape.policy().subjectOf(asked::get).orElseThrow(EventScan::namesNobody);
    return new Event(
        subject,
        identifiers,
        line,
        from,
        to,
        !stays,
        edits,
        firstValue,
        values.size() - firstValue);
  }

  /** Walks through the object that has just begun; answers whether a property of it stays. */
  private boolean object(Place place) throws IOException {
    boolean stays = false;
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      var child = place.property(name);
      int start = child == null || !child.stays() ? start() : 0;
      parser.nextToken();
      if (child == null ? unlisted(place.path(), name) : value(child)) {
        stays = true;
      } else {
        edits.remove(line, start, end(), stays);
      }
    }
    return stays;
  }

  /** What may not stand in a list becomes null there, so that the others keep their places. */
  private void array(Place elements) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = elements.stays() ? 0 : start();
      if (!value(elements)) {
        edits.replace(start, end(), Edits.NULL);
      }
    }
  }

  /** Walks through a value; answers whether it stays in some form. */
  private boolean value(Place place) throws IOException {
    var token = parser.currentToken();
    var rule = place.rule();
    if (rule instanceof FieldRule.Drop) {
      drop(place, token);
      return false;
    }
    if (token == JsonToken.VALUE_NULL) {
      return !(rule instanceof FieldRule.Subject);
    }
    if (rule instanceof FieldRule.Seal) {
      seal(rule, token);
    } else if (token == JsonToken.START_OBJECT && place.isObject()) {
      object(place);
    } else if (token == JsonToken.START_ARRAY && place.elements() != null) {
      array(place.elements());
    } else if (rule == null) {
      return unlisted(place.path(), "");
    } else {
      return single(place, rule, token);
    }
    return true;
  }

  private void drop(Place place, JsonToken token) throws IOException {
    if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      look(place);
    }
    parser.skipChildren();
  }

  private boolean single(Place place, FieldRule rule, JsonToken token) throws IOException {
    if (!token.isScalarValue()) {
      // What hides inside has no rule of its own.
      throw ProblemException.invalidField(
          place.path(), "Field " + place.path() + " must be a single value.");
    }
    look(place);
    if (rule instanceof FieldRule.Tokenize || rule instanceof FieldRule.Form) {
      tokenize(rule);
    }
    return !(rule instanceof FieldRule.Subject);
  }

  private void look(Place place) throws IOException {
    if (place.asked()) {
      asked.put(place.path(), parser.getText());
    }
    if (place.identifier() != null) {
      identifiers.add(new SubjectIdentifier(place.identifier(), parser.getText()));
    }
  }

  /** A number becomes a token of its digits as they were sent. */
  private void tokenize(FieldRule rule) throws IOException {
    int start = start();
    values.texts().add(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    tokenInPlace(start, rule);
  }

  private void seal(FieldRule rule, JsonToken token) throws IOException {
    if (token.isScalarValue()) {
      tokenize(rule);
    } else {
      int start = start();
      parser.skipChildren();
      values.texts().addUtf8(line, start, end());
      tokenInPlace(start, rule);
    }
  }

  private void tokenInPlace(int start, FieldRule rule) throws IOException {
    values.ruled(rule);
    edits.replace(start, end(), values.size() - 1);
    if (values.size() - firstValue > Limits.VALUES) {
      throw new ProblemException(
          ProblemType.VALUE_TOO_LARGE,
          "An event may have at most " + Limits.VALUES + " values that become tokens.");
    }
  }

  private boolean unlisted(String place, String name) throws IOException {
    if (shape.policy().unlisted() == DatasetPolicy.Unlisted.REJECT) {
      throw unlisted(place.isEmpty() || name.isEmpty() ? place + name : place + "." + name);
    }
    parser.skipChildren();
    return false;
  }

  // The name comes from the sender, who may have put a value there.
  private static ProblemException unlisted(String path) {
    var name = path.matches("[A-Za-z_][A-Za-z0-9_.\\[\\]-]{0,80}") ? path : "(not a field name)";
    return new ProblemException(
        ProblemType.UNKNOWN_FIELD,
        "The dataset's policy does not list field " + name + ", or not as what stands there.",
        Map.of("field", name));
  }

  /** Where the token that was read last begins. */
  private int start() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Where the token that was read last has ended. */
  private int end() throws IOException {
    parser.finishToken();
    return (int) parser.currentLocation().getByteOffset();
  }

  private static ProblemException noEvent() {
    return new ProblemException(ProblemType.MALFORMED_JSON, "An event is one JSON object a line.");
  }

  private static ProblemException namesNobody() {
    return new ProblemException(
        ProblemType.MISSING_FIELD, "None of the fields that name the person has a value.");
  }
}
