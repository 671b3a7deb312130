package dev.lethe.standalone.home;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes maps, texts and numbers as JSON; enough for one small file. */
public final class Json {
  private Json() {}

  public static String write(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map -> object(map);
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      default -> quoted(value.toString());
    };
  }

  private static String object(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(e -> quoted(String.valueOf(e.getKey())) + ":" + write(e.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    text.chars().forEach(c -> append(out, (char) c));
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c < ' ') {
      out.append("\\u%04x".formatted((int) c));
    } else {
      out.append(c);
    }
  }
}
