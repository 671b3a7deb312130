package dev.lethe.service.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to tell about JSON that could not be read: the place and the field, never the value. */
public final class JsonProblems {
  private JsonProblems() {}

  public static Problem of(JacksonException e) {
    if (e instanceof InvalidDefinitionException) {
      return Problem.of(ProblemType.INTERNAL, null);
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknownField(unknown.getPropertyName(), unknown.getLocation());
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      if (mapping.getCause() instanceof ProblemException problem) {
        return problem.problem();
      }
      return detail(
          ProblemType.INVALID_FIELD,
          "Field " + path(mapping) + " has the wrong type or form.",
          mapping);
    }
    ProblemType type =
        String.valueOf(e.getOriginalMessage()).contains("UTF-8")
            ? ProblemType.INVALID_UTF8
            : ProblemType.MALFORMED_JSON;
    String place = ProblemMappers.place(e.getLocation());
    return Problem.of(type, place == null ? null : "See " + place + ".");
  }

  /** A property that the body may not have. */
  public static Problem unknownField(String name, @Nullable JsonLocation at) {
    return Problem.of(
        ProblemType.UNKNOWN_FIELD,
        "Field " + clean(name) + " is not known here.",
        extensions(clean(name), at));
  }

  private static Map<String, Object> extensions(String field, @Nullable JsonLocation at) {
    Map<String, Object> extensions = new HashMap<>();
    extensions.put("field", field);
    if (at != null) {
      extensions.put("line", at.getLineNr());
      extensions.put("column", at.getColumnNr());
    }
    return extensions;
  }

  private static Problem detail(ProblemType type, String text, JsonMappingException e) {
    return Problem.of(type, text, extensions(path(e), e.getLocation()));
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(clean(step.getFieldName()));
      }
    }
    return path.toString();
  }

  // A field's name comes from the caller too, and a careless caller may have put a value there.
  private static String clean(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_-]{0,40}") ? name : "(not a field name)";
  }
}
