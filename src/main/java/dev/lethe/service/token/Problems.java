package dev.lethe.service.token;

import dev.lethe.service.vault.CipherBatch;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The problems of single items; none of them tells a value. */
final class Problems {
  static final Problem UNKNOWN_PROFILE =
      Problem.of(ProblemType.NOT_FOUND, "There is no such profile.");
  static final Problem FIELD_NOT_ALLOWED =
      Problem.of(
          ProblemType.FIELD_NOT_ALLOWED, "The token policy does not let you tokenize this field.");
  static final Problem ERASED = Problem.of(ProblemType.SUPPRESSED, "The person has been erased.");
  static final Problem DESTROYED =
      Problem.of(ProblemType.KEY_DESTROYED, "The person's data has been erased.");
  static final Problem FROZEN =
      Problem.of(ProblemType.KEY_FROZEN, "The person's data is about to be erased.");
  static final Problem INVALID_TOKEN =
      Problem.of(
          ProblemType.INVALID_TOKEN,
          "It is damaged, or was made for another field or by another vault.");

  static final Problem TOKENS_USED_UP =
      Problem.of(
          ProblemType.TOKENS_USED_UP,
          "The profile has a token for nearly every value of this form; leave the alphabet out.");
  // Suite 3 would open it as another value.
  static final Problem SEVERAL_KEYS =
      ProblemException.invalidField(
              "key", "The profile's key was rotated; name the key that stands beside the token.")
          .problem();

  private Problems() {}

  /** The value does not have the form; {@code why} tells nothing of it. */
  static Problem unfit(String why) {
    return Problem.of(ProblemType.UNFIT_VALUE, "It does not fit: " + why + ".");
  }

  /** Too few values have the form for suite 3. */
  static Problem smallDomain(String why) {
    return Problem.of(ProblemType.DOMAIN_TOO_SMALL, why, Map.of("use_suite", 4));
  }

  /** The problem of an item that the vault refused; null when it did not. */
  static @Nullable Problem of(CipherBatch.Outcome outcome) {
    return switch (outcome) {
      case DONE -> null;
      case DESTROYED -> DESTROYED;
      case FROZEN -> FROZEN;
      case UNKNOWN, INVALID -> INVALID_TOKEN;
    };
  }
}
