package dev.lethe.cryptovault.proof;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one canonical form of a JSON value (RFC 8785, JCS): members sorted by UTF-16 code units, no
 * white space, shortest escapes, ECMAScript numbers, UTF-8. Equal values give equal bytes, which is
 * what a signature needs.
 */
public final class CanonicalJson {
  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  /** Returns the canonical bytes. */
  public static byte[] bytes(Json value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the canonical text. */
  public static String text(Json value) {
    CanonicalJson writer = new CanonicalJson();
    writer.write(value);
    return writer.out.toString();
  }

  private void write(Json value) {
    switch (value) {
      case Json.Obj(Map<String, Json> members) -> object(members);
      case Json.Arr(List<Json> items) -> array(items);
      case Json.Str(String string) -> string(string);
      case Json.Num(double number) -> out.append(number(number));
      case Json.Bool(boolean truth) -> out.append(truth);
      case Json.Null() -> out.append("null");
    }
  }

  private void object(Map<String, Json> members) {
    out.append('{');
    // String's natural order compares UTF-16 code units, as section 3.2.3 wants it.
    boolean first = true;
    for (Map.Entry<String, Json> member : new TreeMap<>(members).entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      string(member.getKey());
      out.append(':');
      write(member.getValue());
    }
    out.append('}');
  }

  private void array(List<Json> items) {
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(items.get(i));
    }
    out.append(']');
  }

  private void string(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20) {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }

  /** Number::toString of ECMA-262: the shortest digits that read back as the same double. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    return (value < 0 ? "-" : "") + layOut(digits, point);
  }

  private static BigDecimal shortest(double value) {
    BigDecimal java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    // Java prefers the nearest two digits where one would do (4.9E-324), ECMAScript the one
    // (5e-324).
    BigDecimal oneDigit = java.round(new MathContext(1));
    return java.precision() == 2 && oneDigit.doubleValue() == value ? oneDigit : java;
  }

  private static String layOut(String digits, int point) {
    int count = digits.length();
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    String exponent = (point - 1 < 0 ? "e-" : "e+") + Math.abs(point - 1);
    return digits.charAt(0) + (count == 1 ? "" : "." + digits.substring(1)) + exponent;
  }
}
