package dev.lethe.service.request;

import dev.lethe.service.request.state.Transition.Refused;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The refusals of this feature as problems. */
final class RequestProblems {
  private RequestProblems() {}

  static ProblemException notFound() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such request.");
  }

  static ProblemException nothing(String what) {
    return new ProblemException(ProblemType.NOT_FOUND, "The request has no " + what + ".");
  }

  static ProblemException refused(Refused refused) {
    ProblemType type =
        switch (refused.why()) {
          case WRONG_STATE -> ProblemType.WRONG_STATE;
          case FOUR_EYES -> ProblemType.FOUR_EYES;
          case VERIFICATION_TOO_WEAK -> ProblemType.VERIFICATION_TOO_WEAK;
        };
    return new ProblemException(type, refused.words());
  }

  /** Refuses when the caller saw another version than the stored one. */
  static void requireVersion(@Nullable String ifMatch, long version) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return;
    }
    String seen = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
    if (!seen.equals(Long.toString(version))) {
      throw new ProblemException(
          ProblemType.STALE_VERSION,
          "You saw an older version of this request; read it again.",
          Map.of("version", version));
    }
  }
}
