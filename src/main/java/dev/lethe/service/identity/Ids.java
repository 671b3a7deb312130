package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Reads ids that callers send. */
final class Ids {
  static final String DECISION = "dec_";
  static final String REVIEW = "rev_";

  private Ids() {}

  static ProfileId profile(@Nullable String text) {
    return read(text, ProfileId::parse, "profile");
  }

  static CustomerId customer(@Nullable String text) {
    return read(text, CustomerId::parse, "customer");
  }

  /** A random id that no one has. */
  static UUID fresh(RandomGenerator random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** An id as callers see it. */
  static String text(String prefix, UUID id) {
    return prefix + id.toString().replace("-", "");
  }

  static UUID decision(@Nullable String text) {
    return read(text, id -> uuid(DECISION, id), "decision");
  }

  static UUID review(@Nullable String text) {
    return read(text, id -> uuid(REVIEW, id), "review case");
  }

  private static UUID uuid(String prefix, String text) {
    if (!text.matches(prefix + "[0-9a-f]{32}")) {
      throw new IllegalArgumentException("not an id of this kind");
    }
    var digits = text.substring(prefix.length());
    return new UUID(
        Long.parseUnsignedLong(digits.substring(0, 16), 16),
        Long.parseUnsignedLong(digits.substring(16), 16));
  }

  private static <T> T read(@Nullable String text, Function<String, T> parse, String what) {
    try {
      if (text != null) {
        return parse.apply(text);
      }
    } catch (IllegalArgumentException e) {
      // falls through to the refusal
    }
    throw new ProblemException(
        ProblemType.INVALID_PARAMETER, "This is not the id of a " + what + ".");
  }
}
