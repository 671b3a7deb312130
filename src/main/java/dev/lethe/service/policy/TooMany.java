package dev.lethe.service.policy;

import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.Map;

/** Refusals of what is too much at once; they tell when to come again, where that helps. */
final class TooMany {
  private TooMany() {}

  static ProblemException perMinute(long perMinute, long seconds) {
    return new ProblemException(
        ProblemType.TOO_MANY_REQUESTS,
        "The token policy allows you " + perMinute + " values a minute here.",
        Map.of("values_per_minute", perMinute, "retry_after", Math.max(1, seconds)));
  }

  static ProblemException perDay(long perDay, long seconds) {
    return new ProblemException(
        ProblemType.TOO_MANY_REQUESTS,
        "The token policy allows you " + perDay + " values a day here.",
        Map.of("values_per_day", perDay, "retry_after", Math.max(1, seconds)));
  }

  /** Waiting does not help: the call has to be smaller. */
  static ProblemException atOnce(long most) {
    return new ProblemException(
        ProblemType.TOO_MANY_REQUESTS,
        "The token policy allows you at most " + most + " values in one call here.",
        Map.of("max_values", most));
  }
}
