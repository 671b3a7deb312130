package dev.lethe.bench.identity.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.lethe.bench.identity.data.Table.Row;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One value of a row. In a mapping file either a column's name, or an object: {@code columns} are
 * joined by {@code join}, or without it the first that is filled counts; {@code pattern} keeps its
 * first group and drops what does not match; {@code prefix} goes before a value that is there;
 * {@code constant} needs no column.
 */
public record Value(
    List<String> columns,
    @Nullable String join,
    @Nullable String pattern,
    @Nullable String prefix,
    @Nullable String constant) {

  /**
   * As it stands in a mapping file.
   *
   * @throws IllegalArgumentException when nothing, or both a column and a constant, would give the
   *     value, or the pattern is none or lacks a group
   */
  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public Value {
    columns = columns == null ? List.of() : List.copyOf(columns);
    if (columns.isEmpty() == (constant == null)) {
      throw new IllegalArgumentException("a value needs either columns or a constant");
    }
    if (pattern != null && groups(pattern) == 0) {
      throw new IllegalArgumentException("a pattern needs a group that is the value");
    }
  }

  /** The value of one column, as it is. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Value column(String name) {
    return new Value(List.of(name), null, null, null, null);
  }

  /** The value in this row; null where there is none. */
  @Nullable String read(Row row) {
    var text = text(row);
    if (pattern != null) {
      var found = Pattern.compile(pattern).matcher(text);
      text = found.matches() ? Objects.requireNonNullElse(found.group(1), "") : "";
    }
    return text.isEmpty() ? null : Objects.requireNonNullElse(prefix, "") + text;
  }

  private String text(Row row) {
    if (constant != null) {
      return constant;
    }
    var filled = columns.stream().map(row::value).filter(value -> !value.isEmpty());
    return join == null ? filled.findFirst().orElse("") : filled.collect(Collectors.joining(join));
  }

  private static int groups(String pattern) {
    try {
      return Pattern.compile(pattern).matcher("").groupCount();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + pattern, e);
    }
  }
}
