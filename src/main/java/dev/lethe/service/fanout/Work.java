package dev.lethe.service.fanout;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claimed batch with everything its handler needs.
 *
 * @param batch the batch's id, the same in every attempt
 * @param attempt counts from one
 */
public record Work(String batch, Stage stage, int attempt, Instant at, List<Item> items) {

  /** Copies the list. */
  public Work {
    items = List.copyOf(items);
  }

  /** One request's part of the batch. */
  public record Item(long task, Execution execution, @Nullable Step step, boolean recount) {}
}
