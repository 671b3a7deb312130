package dev.lethe.service.proof;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something consequential that happened. The log keeps it for ever, so it never holds personal data
 * of a subject: ids, counts and codes only.
 *
 * @param type what happened, as dotted lower-case words: {@code request.approved}
 * @param actor user name or {@code system}
 * @param request id of the request it belongs to, if any
 * @param body further facts: strings, whole numbers, booleans, instants, enums, and lists and maps
 *     of these
 */
public record AuditEvent(
    String type, String actor, @Nullable String request, Map<String, Object> body) {

  /** The actor of what Lethe does by itself. */
  public static final String SYSTEM = "system";

  /** Checks the form of the type. */
  public AuditEvent {
    if (!type.matches("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+")) {
      throw new IllegalArgumentException("an event type is dotted lower-case words");
    }
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }

  /** An event that belongs to no request. */
  public AuditEvent(String type, String actor, Map<String, Object> body) {
    this(type, actor, null, body);
  }
}
