package dev.lethe.service.web;

import com.fasterxml.jackson.core.JsonLocation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a call with a problem. The detail is answered to the caller: no personal data in it. */
public final class ProblemException extends RuntimeException {
  /** The extension that says, as a long, after how many seconds the same call may succeed. */
  public static final String RETRY_AFTER = "retry_after";

  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient Map<String, Object> extensions;

  public ProblemException(ProblemType type, String detail) {
    this(type, detail, Map.of());
  }

  public ProblemException(ProblemType type, String detail, Map<String, Object> extensions) {
    super(detail);
    this.type = type;
    this.extensions = Map.copyOf(extensions);
  }

  /** A {@link ProblemType#UNKNOWN_FIELD} that names the field, cleaned, and where it stands. */
  public static ProblemException unknownField(String name, @Nullable JsonLocation at) {
    var problem = JsonProblems.unknownField(name, at);
    return new ProblemException(
        ProblemType.UNKNOWN_FIELD, String.valueOf(problem.detail()), problem.extensions());
  }

  /** An {@link ProblemType#INVALID_FIELD} that names the field. */
  public static ProblemException invalidField(String field, String detail) {
    return new ProblemException(ProblemType.INVALID_FIELD, detail, Map.of("field", field));
  }

  /** A {@link ProblemType#MISSING_FIELD} that names the field. */
  public static ProblemException missingField(String field) {
    return new ProblemException(
        ProblemType.MISSING_FIELD, "Field " + field + " is missing.", Map.of("field", field));
  }

  public ProblemType type() {
    return type;
  }

  public Problem problem() {
    return Problem.of(type, detail(), extensions);
  }

  private @Nullable String detail() {
    return getMessage();
  }
}
