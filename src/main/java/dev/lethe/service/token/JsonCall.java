package dev.lethe.service.token;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a call token by token, as strictly as {@link StrictJson} reads a whole one, and
 * tells what is wrong without repeating anything of it.
 */
final class JsonCall {
  private final JsonParser parser;
  // Of the objects that are open, those inside last; the parser's own check makes a set of each.
  private final List<String> names = new ArrayList<>();

  JsonCall(JsonParser parser) {
    this.parser = parser.disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  }

  /** Takes the value of one property, which the parser stands on. */
  interface Property {
    /** Returns false when there is no such property. */
    boolean take(String name) throws IOException;
  }

  /** Takes one element of an array, which the parser stands on. */
  interface Element {
    void take(int index) throws IOException;
  }

  /** Reads the body's object to its end; answers false for {@code null}. */
  boolean read(Property property) throws IOException {
    var first = parser.nextToken();
    if (first == null) {
      throw new JsonParseException(parser, "an empty body");
    }
    boolean there = first != JsonToken.VALUE_NULL;
    if (there) {
      require(JsonToken.START_OBJECT, "body");
      object(property);
    }
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "something follows the end");
    }
    return there;
  }

  /** Reads the properties of the object that has just begun. */
  void object(Property property) throws IOException {
    int first = names.size();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      addName(name, first);
      parser.nextToken();
      if (!property.take(name)) {
        throw ProblemException.unknownField(name, parser.currentLocation());
      }
    }
    names.subList(first, names.size()).clear();
  }

  private void addName(String name, int first) throws JsonParseException {
    for (int i = first; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        throw new JsonParseException(parser, "a name stands twice");
      }
    }
    names.add(name);
  }

  /** Reads an array; answers false for {@code null}. */
  boolean array(String name, Element element) throws IOException {
    if (isNull()) {
      return false;
    }
    require(JsonToken.START_ARRAY, name);
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      Limits.checkCount(i + 1);
      element.take(i);
    }
    return true;
  }

  @Nullable String text(String name) throws IOException {
    if (isNull()) {
      return null;
    }
    require(JsonToken.VALUE_STRING, name);
    return parser.getText();
  }

  /** Adds a text to a column without making a string of it. */
  void text(String name, Texts column) throws IOException {
    if (isNull()) {
      column.addMissing();
    } else {
      require(JsonToken.VALUE_STRING, name);
      column.add(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }
  }

  @Nullable Integer number(String name) throws IOException {
    if (isNull()) {
      return null;
    }
    require(JsonToken.VALUE_NUMBER_INT, name);
    try {
      return parser.getIntValue();
    } catch (InputCoercionException e) {
      throw wrong(name);
    }
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean beginsObject(String name) {
    if (isNull()) {
      return false;
    }
    require(JsonToken.START_OBJECT, name);
    return true;
  }

  private void require(JsonToken kind, String name) {
    if (parser.currentToken() != kind) {
      throw wrong(name);
    }
  }

  ProblemException wrong(String name) {
    var place = parser.currentTokenLocation();
    return new ProblemException(
        ProblemType.INVALID_FIELD,
        "Field " + name + " has the wrong type or form.",
        Map.of("field", name, "line", place.getLineNr(), "column", place.getColumnNr()));
  }
}
