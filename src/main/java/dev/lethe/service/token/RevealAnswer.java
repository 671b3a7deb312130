package dev.lethe.service.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lethe.service.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each token, in the order in which they were sent. */
record RevealAnswer(List<Item> items) {
  /** A value, or the problem in its place. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(@Nullable String ref, @Nullable String value, @Nullable Problem problem) {
    @Override
    public String toString() {
      return "Item[]";
    }
  }
}
