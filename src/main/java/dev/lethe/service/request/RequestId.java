package dev.lethe.service.request;

import dev.lethe.service.web.IdKind;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Names one request for ever: {@code req_} and 26 characters of Crockford base 32. Tells nothing
 * about the person.
 */
public record RequestId(UUID value) {
  private static final IdKind KIND = new IdKind("req_");

  /** Makes a new id. */
  public static RequestId random(SecureRandom random) {
    return new RequestId(KIND.random(random));
  }

  /** Reads what {@link #toString} wrote and refuses every other text. */
  public static RequestId parse(String text) {
    return new RequestId(KIND.parse(text));
  }

  @Override
  public String toString() {
    return KIND.text(value);
  }
}
