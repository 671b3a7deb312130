package dev.lethe.service.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem detail as RFC 9457 defines it.
 *
 * @param type stable identifier of the kind of problem
 * @param title what kind of problem this is, the same words each time
 * @param status the HTTP status
 * @param detail what is wrong this time and what to do, without personal data
 * @param extensions further members, for example {@code field} or {@code line}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @JsonAnyGetter Map<String, Object> extensions) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    extensions = Map.copyOf(extensions);
  }

  public static Problem of(ProblemType type, @Nullable String detail) {
    return of(type, detail, Map.of());
  }

  public static Problem of(
      ProblemType type, @Nullable String detail, Map<String, Object> extensions) {
    return new Problem(type.uri().toString(), type.title(), type.status(), detail, extensions);
  }
}
