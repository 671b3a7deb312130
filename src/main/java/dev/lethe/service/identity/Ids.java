package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads ids that callers send. */
final class Ids {

  private Ids() {}

  static ProfileId profile(@Nullable String text) {
    return read(text, ProfileId::parse, "profile");
  }

  static CustomerId customer(@Nullable String text) {
    return read(text, CustomerId::parse, "customer");
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
