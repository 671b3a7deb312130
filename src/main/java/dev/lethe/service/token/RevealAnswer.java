package dev.lethe.service.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lethe.service.web.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each token, in the order in which they were sent and in the form of the request.
 */
sealed interface RevealAnswer {
  /** The answer to items. */
  record Items(List<Item> items) implements RevealAnswer {}

  /** A value, or the problem in its place. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(@Nullable String ref, @Nullable String value, @Nullable Problem problem) {
    @Override
    public String toString() {
      return "Item[]";
    }
  }

  /** The answer to columns; where a value is null, {@code problems} says why under its place. */
  record Columns(List<@Nullable String> value, Map<String, Problem> problems)
      implements RevealAnswer {
    @Override
    public String toString() {
      return "Columns[]";
    }
  }
}
