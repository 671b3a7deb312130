package dev.lethe.piicatalog;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where an event names its person: the value of a field is a key in a source. A rule with a
 * condition speaks only where another field has exactly that value.
 */
public record SubjectRule(
    String field, String source, @Nullable String whenField, @Nullable String whenValue) {

  /** Refuses half a condition. */
  public SubjectRule {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(source, "source");
    if ((whenField == null) != (whenValue == null)) {
      throw new IllegalArgumentException("a condition needs both a field and a value");
    }
  }

  /** Whether the condition holds for an event, read by dotted path. */
  boolean speaks(Function<String, @Nullable String> event) {
    return whenField == null || Objects.equals(whenValue, event.apply(whenField));
  }
}
