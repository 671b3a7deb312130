package dev.lethe.cryptovault.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads I-JSON strictly. Two readers must never see two meanings in one signed text, so doubled
 * names, lone surrogates, numbers that a double cannot hold, and anything after the value are
 * refused.
 */
final class JsonReader {
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int at;
  private int depth;

  JsonReader(String text) {
    this.text = text;
  }

  Json read() {
    Json value = value();
    skipSpace();
    if (at != text.length()) {
      throw bad("text after the value");
    }
    return value;
  }

  private Json value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case '"' -> new Json.Str(string());
      case 't' -> literal("true", new Json.Bool(true));
      case 'f' -> literal("false", new Json.Bool(false));
      case 'n' -> literal("null", new Json.Null());
      default -> number();
    };
  }

  private Json nested(java.util.function.Supplier<Json> reader) {
    if (++depth > MAX_DEPTH) {
      throw bad("nested too deeply");
    }
    Json value = reader.get();
    depth--;
    return value;
  }

  private Json object() {
    Map<String, Json> members = new LinkedHashMap<>();
    at++;
    skipSpace();
    if (take('}')) {
      return new Json.Obj(members);
    }
    do {
      skipSpace();
      String name = string();
      skipSpace();
      expect(':');
      if (members.putIfAbsent(name, value()) != null) {
        throw bad("a name occurs twice");
      }
      skipSpace();
    } while (take(','));
    expect('}');
    return new Json.Obj(members);
  }

  private Json array() {
    List<Json> items = new ArrayList<>();
    at++;
    skipSpace();
    if (take(']')) {
      return new Json.Arr(items);
    }
    do {
      items.add(value());
      skipSpace();
    } while (take(','));
    expect(']');
    return new Json.Arr(items);
  }

  private String string() {
    int start = at;
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        break;
      }
      if (c < 0x20) {
        throw bad("control character in a string");
      }
      out.append(c == '\\' ? escape() : c);
    }
    return scalarValues(out.toString(), start);
  }

  private static String scalarValues(String value, int start) {
    try {
      return new Json.Str(value).value();
    } catch (IllegalArgumentException e) {
      throw new JsonSyntaxException("half of a surrogate pair in the string", start);
    }
  }

  private char escape() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw bad("unknown escape");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = next();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw bad("escape needs four hexadecimal digits");
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  private Json number() {
    int start = at;
    take('-');
    if (!take('0')) {
      digits();
    }
    boolean integer = true;
    if (take('.')) {
      integer = false;
      digits();
    }
    if (take('e') || take('E')) {
      integer = false;
      if (!take('+')) {
        take('-');
      }
      digits();
    }
    return number(text.substring(start, at), integer);
  }

  private Json number(String digits, boolean integer) {
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw bad("number too large");
    }
    if (integer && Math.abs(value) > Json.MAX_SAFE_INTEGER) {
      throw bad("integer beyond 2^53");
    }
    return new Json.Num(value);
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw bad("expected a value");
    }
  }

  private Json literal(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw bad("expected a value");
    }
    at += word.length();
    return value;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw bad("expected '" + c + "'");
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw bad("text ends too early");
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private JsonSyntaxException bad(String what) {
    return new JsonSyntaxException(what, at);
  }
}
