package dev.lethe.service.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lethe.service.web.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each value, in the order in which they were sent and in the form of the request.
 */
sealed interface TokenAnswer {
  /** The answer to items. */
  record Items(List<Item> items) implements TokenAnswer {}

  /**
   * A token, or the problem in its place.
   *
   * @param key suites 3 and 4 only: the key that it was made under, to be stored beside it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      @Nullable String ref,
      @Nullable String token,
      @Nullable String key,
      @Nullable Problem problem) {}

  /**
   * The answer to columns; where a token is null, {@code problems} says why under its place.
   *
   * @param key suites 3 and 4 only: the keys that they were made under, to be stored beside them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Columns(
      List<@Nullable String> token,
      @Nullable List<@Nullable String> key,
      Map<String, Problem> problems)
      implements TokenAnswer {}
}
